package dev.netstock.operations.job;

import java.time.Instant;
import java.util.Optional;

/**
 * The approval that a job needs. Immutable.
 *
 * @param asker the token's subject of the person or client that asked for the job; another subject
 *     has to decide
 * @param expiresAt from then on, it cannot be approved
 * @param decision who approved or refused it; empty before that, and if it was withdrawn
 */
public record Approval(String asker, Instant expiresAt, Optional<Decision> decision) {
    /**
     * An approval or a refusal.
     *
     * @param subject the token's subject of the person or client that decided
     * @param by their name
     */
    public record Decision(String subject, String by, Instant at) {}

    Approval decided(Decision how) {
        return new Approval(asker, expiresAt, Optional.of(how));
    }
}
