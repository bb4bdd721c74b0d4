package dev.netstock.local.identity;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * An app client of a user pool for people: the authorization code flow with PKCE, and no secret.
 *
 * @param id the client id
 * @param scopes allowed scopes, as {@code resourceServer/scope}
 * @param tokenValidity lifetime of access tokens
 * @param refreshValidity how long after a sign-in tokens can be refreshed
 * @param refreshGrace how long a refresh token is accepted after it was replaced
 * @param callbacks where a sign-in may lead
 * @param logouts where a sign-out may lead
 */
public record PublicClient(
        String id,
        Set<String> scopes,
        Duration tokenValidity,
        Duration refreshValidity,
        Duration refreshGrace,
        List<URI> callbacks,
        List<URI> logouts) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

    public PublicClient {
        scopes = Set.copyOf(scopes);
        callbacks = List.copyOf(callbacks);
        logouts = List.copyOf(logouts);
    }

    boolean mayReturnTo(String target) {
        return matches(callbacks, target);
    }

    boolean mayLeaveTo(String target) {
        return matches(logouts, target);
    }

    /**
     * The local cloud may get any free port, so that on loopback the port does not count. Cognito
     * compares the whole URL.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252, Loopback
     *     Interface Redirection</a>
     */
    private static boolean matches(List<URI> registered, String target) {
        try {
            URI url = URI.create(target);
            return registered.stream()
                    .anyMatch(it -> it.equals(url) || (isLoopback(it) && isSameElsewhere(it, url)));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isSameElsewhere(URI registered, URI url) {
        return isLoopback(url)
                && registered.getScheme().equals(url.getScheme())
                && registered.getPath().equals(url.getPath())
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }

    private static boolean isLoopback(URI url) {
        return url.getHost() != null && LOOPBACK.contains(url.getHost());
    }
}
