package dev.netstock.local.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The OAuth 2.0 token endpoint: client credentials for machines; authorization codes with PKCE, and
 * refresh tokens with rotation, for people.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html">Token
 *     endpoint</a>
 */
final class TokenEndpoint {
    /** The result of a request. */
    sealed interface Answer {
        record Granted(String accessToken, long expiresInSeconds, Optional<String> refreshToken)
                implements Answer {}

        /**
         * The request is rejected.
         *
         * @param error error code of RFC 6749, 5.2
         */
        record Refused(String error) implements Answer {}
    }

    private final UserPool pool;
    private final AccessTokens tokens;
    private final SignIns signIns;
    private final SignInTrigger trigger;

    TokenEndpoint(UserPool pool, InstantSource clock, SignIns signIns, SignInTrigger trigger) {
        this.pool = pool;
        this.tokens = new AccessTokens(pool, clock);
        this.signIns = signIns;
        this.trigger = trigger;
    }

    /**
     * Handles a request.
     *
     * @param authorization the Authorization header, if present
     * @param form the fields of the body
     */
    Answer answer(Optional<String> authorization, Map<String, String> form) {
        String grantType = form.getOrDefault("grant_type", "");
        Optional<PublicClient> people = pool.publicClient(form.getOrDefault("client_id", ""));
        if (people.isPresent() && authorization.isEmpty()) {
            return grantToPerson(people.get().id(), grantType, form);
        }
        Optional<PoolClient> client =
                authorization.isPresent()
                        ? authorization.flatMap(this::basicClient)
                        : client(
                                form.getOrDefault("client_id", ""),
                                form.getOrDefault("client_secret", ""));
        if (client.isEmpty()) {
            return new Answer.Refused("invalid_client");
        }
        return switch (grantType) {
            case "client_credentials" -> grant(client.get(), form.getOrDefault("scope", ""));
            case "" -> new Answer.Refused("invalid_request");
            default -> new Answer.Refused("unsupported_grant_type");
        };
    }

    private Answer grantToPerson(String client, String grantType, Map<String, String> form) {
        return switch (grantType) {
            case "authorization_code" ->
                    grant(
                            signIns.redeem(
                                    form.getOrDefault("code", ""),
                                    client,
                                    form.getOrDefault("redirect_uri", ""),
                                    form.getOrDefault("code_verifier", "")),
                            "TokenGeneration_HostedAuth");
            case "refresh_token" ->
                    grant(
                            signIns.refresh(form.getOrDefault("refresh_token", ""), client),
                            "TokenGeneration_RefreshTokens");
            case "" -> new Answer.Refused("invalid_request");
            default -> new Answer.Refused("unauthorized_client");
        };
    }

    /** The groups of a person decide the scopes anew each time. */
    private Answer grant(Optional<SignIns.SignIn> found, String source) {
        if (found.isEmpty()) {
            return new Answer.Refused("invalid_grant");
        }
        SignIns.SignIn signIn = found.get();
        return trigger.scopes(signIn.person(), signIn.client(), signIn.scopes(), source)
                .<Answer>map(
                        scopes ->
                                new Answer.Granted(
                                        tokens.mint(signIn, scopes),
                                        signIn.client().tokenValidity().toSeconds(),
                                        Optional.of(signIns.refreshToken(signIn))))
                .orElseGet(() -> new Answer.Refused("invalid_request"));
    }

    /** If the request names no scope, the client gets all its scopes. */
    private Answer grant(PoolClient client, String scope) {
        List<String> requested = List.of(scope.strip().split("\\s+"));
        List<String> scopes =
                scope.isBlank() ? client.scopes().stream().sorted().toList() : requested;
        if (!client.scopes().containsAll(scopes)) {
            return new Answer.Refused("invalid_scope");
        }
        return new Answer.Granted(
                tokens.mint(client, scopes), client.tokenValidity().toSeconds(), Optional.empty());
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
