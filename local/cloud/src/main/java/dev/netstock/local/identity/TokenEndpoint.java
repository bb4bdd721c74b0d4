package dev.netstock.local.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The OAuth 2.0 token endpoint for client credentials.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html">Token
 *     endpoint</a>
 */
final class TokenEndpoint {
    /** The result of a request. */
    sealed interface Answer {
        record Granted(String accessToken, long expiresInSeconds) implements Answer {}

        /**
         * The request is rejected.
         *
         * @param error error code of RFC 6749, 5.2
         */
        record Refused(String error) implements Answer {}
    }

    private final UserPool pool;
    private final AccessTokens tokens;

    TokenEndpoint(UserPool pool, InstantSource clock) {
        this.pool = pool;
        this.tokens = new AccessTokens(pool, clock);
    }

    /**
     * Handles a request.
     *
     * @param authorization the Authorization header, if present
     * @param form the fields of the body
     */
    Answer answer(Optional<String> authorization, Map<String, String> form) {
        Optional<PoolClient> client =
                authorization.isPresent()
                        ? authorization.flatMap(this::basicClient)
                        : client(
                                form.getOrDefault("client_id", ""),
                                form.getOrDefault("client_secret", ""));
        if (client.isEmpty()) {
            return new Answer.Refused("invalid_client");
        }
        return switch (form.getOrDefault("grant_type", "")) {
            case "client_credentials" -> grant(client.get(), form.getOrDefault("scope", ""));
            case "" -> new Answer.Refused("invalid_request");
            default -> new Answer.Refused("unsupported_grant_type");
        };
    }

    /** If the request names no scope, the client gets all its scopes. */
    private Answer grant(PoolClient client, String scope) {
        List<String> requested = List.of(scope.strip().split("\\s+"));
        List<String> scopes =
                scope.isBlank() ? client.scopes().stream().sorted().toList() : requested;
        if (!client.scopes().containsAll(scopes)) {
            return new Answer.Refused("invalid_scope");
        }
        return new Answer.Granted(tokens.mint(client, scopes), client.tokenValidity().toSeconds());
    }

    private Optional<PoolClient> basicClient(String authorization) {
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).strip());
            String[] credentials = new String(decoded, UTF_8).split(":", 2);
            return credentials.length == 2
                    ? client(credentials[0], credentials[1])
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Optional<PoolClient> client(String id, String secret) {
        return pool.client(id)
                .filter(
                        client ->
                                MessageDigest.isEqual(
                                        client.secret().getBytes(UTF_8), secret.getBytes(UTF_8)));
    }
}
