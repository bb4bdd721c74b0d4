package dev.netstock.local.identity;

import java.time.Duration;
import java.util.Set;

/**
 * An app client of a user pool with the client credentials flow.
 *
 * @param id the client id, also the subject of its tokens
 * @param scopes allowed scopes, as {@code resourceServer/scope}
 * @param tokenValidity lifetime of its access tokens
 */
public record PoolClient(String id, String secret, Set<String> scopes, Duration tokenValidity) {
    public PoolClient {
        scopes = Set.copyOf(scopes);
    }

    /** Omits the secret, since the text may be logged. */
    @Override
    public String toString() {
        return "PoolClient[" + id + " " + scopes + "]";
    }
}
