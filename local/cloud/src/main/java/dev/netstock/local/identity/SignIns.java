package dev.netstock.local.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What people of a pool have received: authorization codes, each for one use within five minutes,
 * and refresh tokens, each replaced by its use. In memory. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html">Authorize
 *     endpoint</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html">Refresh
 *     tokens</a>
 */
final class SignIns {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final Duration CODE_VALIDITY = Duration.ofMinutes(5);

    /**
     * A sign-in.
     *
     * @param scopes as requested
     * @param at when the person signed in
     */
    record SignIn(Person person, PublicClient client, Set<String> scopes, Instant at) {}

    private record Code(SignIn signIn, String redirectUri, String challenge, Instant until) {}

    private record Refresh(SignIn signIn, Instant until) {}

    private final InstantSource clock;
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final Map<String, Refresh> refreshes = new ConcurrentHashMap<>();

    SignIns(InstantSource clock) {
        this.clock = clock;
    }

    /** A code for a sign-in of now. */
    String code(
            Person person,
            PublicClient client,
            Set<String> scopes,
            String redirectUri,
            String challenge) {
        Instant now = clock.instant();
        String code = secret();
        codes.put(
                code,
                new Code(
                        new SignIn(person, client, scopes, now),
                        redirectUri,
                        challenge,
                        now.plus(CODE_VALIDITY)));
        return code;
    }

    /** The sign-in of a code, once, for the client that proves that it has requested it. */
    Optional<SignIn> redeem(String code, String clientId, String redirectUri, String verifier) {
        return Optional.ofNullable(codes.remove(code))
                .filter(it -> clock.instant().isBefore(it.until()))
                .filter(it -> it.signIn().client().id().equals(clientId))
                .filter(it -> it.redirectUri().equals(redirectUri))
                .filter(it -> it.challenge().equals(challenge(verifier)))
                .map(Code::signIn);
    }

    /** A refresh token of a sign-in. */
    String refreshToken(SignIn signIn) {
        String token = secret();
        refreshes.put(
                token, new Refresh(signIn, signIn.at().plus(signIn.client().refreshValidity())));
        return token;
    }

    /** The sign-in of a refresh token, which from now on is accepted only for the grace period. */
    Optional<SignIn> refresh(String token, String clientId) {
        Instant now = clock.instant();
        Optional<Refresh> refresh =
                Optional.ofNullable(refreshes.get(token))
                        .filter(it -> now.isBefore(it.until()))
                        .filter(it -> it.signIn().client().id().equals(clientId));
        refresh.ifPresent(
                it -> {
                    Instant end = now.plus(it.signIn().client().refreshGrace());
                    refreshes.put(
                            token,
                            new Refresh(it.signIn(), end.isBefore(it.until()) ? end : it.until()));
                });
        return refresh.map(Refresh::signIn);
    }

    /** Revokes a refresh token. */
    void revoke(String token) {
        refreshes.remove(token);
    }

    /** PKCE's challenge of a verifier, by the method S256. */
    static String challenge(String verifier) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
