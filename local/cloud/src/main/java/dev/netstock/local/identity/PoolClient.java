package dev.netstock.local.identity;

import java.time.Duration;
import java.util.Set;

/**
 * An app client of a user pool that gets tokens by its own credentials.
 *
 * @param id the client id, also the subject of its tokens
 * @param scopes what it may ask for, as {@code resourceServer/scope}
 * @param tokenValidity how long its access tokens are good
 */
public record PoolClient(String id, String secret, Set<String> scopes, Duration tokenValidity) {
    public PoolClient {
        scopes = Set.copyOf(scopes);
    }

    /** Leaves the secret out: what is printed may be logged. */
    @Override
    public String toString() {
        return "PoolClient[" + id + " " + scopes + "]";
    }
}
