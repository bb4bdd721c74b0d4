package dev.netstock.platform.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An act: a request that may change something. It is stored twice, before the act without a result
 * and after it with one. Immutable.
 *
 * @param id unique
 * @param at when the act began
 * @param actor who acted
 * @param action the operation ID of the route
 * @param targets what was acted on: the parameters of the path, and what the answer adds
 * @param traceId the trace that the request belongs to
 * @param before what the act was about to change, as JSON; empty if there is nothing to read
 * @param result how the act ended; empty before it ended
 */
public record AuditEntry(
        String id,
        Instant at,
        Actor actor,
        String action,
        List<String> targets,
        String traceId,
        Optional<String> before,
        Optional<Result> result) {
    public AuditEntry {
        targets = List.copyOf(targets);
    }

    /**
     * How an act ended.
     *
     * @param at when
     * @param status the HTTP status of the answer
     * @param outcome the outcome, as in metrics; for a problem, its slug
     * @param after what the act left, as JSON; empty for a problem
     */
    public record Result(Instant at, int status, String outcome, Optional<String> after) {}

    /** The same act with its result. */
    public AuditEntry ended(List<String> allTargets, Result how) {
        return new AuditEntry(id, at, actor, action, allTargets, traceId, before, Optional.of(how));
    }
}
