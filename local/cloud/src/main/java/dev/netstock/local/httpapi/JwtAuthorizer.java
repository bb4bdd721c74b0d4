package dev.netstock.local.httpapi;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Checks a token as an HTTP API's JWT authorizer does. A signature that was verified is not
 * verified again for five minutes; all other checks are made for each request. So a key that an
 * issuer withdraws is accepted for a few minutes longer, as on AWS, which caches keys for two
 * hours. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">JWT
 *     authorizers</a>
 */
final class JwtAuthorizer {
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);

    private static final Pattern PREFIX = Pattern.compile("(?i)^Bearer +");
    private static final Duration VERIFIED_FOR = Duration.ofMinutes(5);
    private static final int VERIFIED_MAX = 1_000;

    private final JwksSource keys;
    private final InstantSource clock;
    private final Map<String, Verified> verified = new ConcurrentHashMap<>();

    private record Verified(SignedJWT jwt, Instant until) {}

    JwtAuthorizer(JwksSource keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The result of an authorization. */
    sealed interface Decision {
        /** The token is valid: its claims and scopes. */
        record Allowed(JWTClaimsSet claims, Set<String> scopes) implements Decision {}

        /** 401: the token is missing or invalid. */
        record Unauthorized(Optional<String> reason) implements Decision {}

        /** 403: the token has none of the required scopes. */
        record Forbidden() implements Decision {}
    }

    /** Authorizes a token for a route, with or without the prefix {@code Bearer}. */
    Decision authorize(
            JwtAuthorizerDefinition authorizer, Set<String> routeScopes, Optional<String> token) {
        if (token.isEmpty() || token.get().isBlank()) {
            return new Decision.Unauthorized(Optional.empty());
        }
        try {
            String text = PREFIX.matcher(token.get()).replaceFirst("").strip();
            Optional<SignedJWT> known = known(text);
            SignedJWT jwt = known.isPresent() ? known.get() : SignedJWT.parse(text);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Optional<String> fault = fault(authorizer, jwt, claims, known.isPresent());
            if (fault.isPresent()) {
                return new Decision.Unauthorized(fault);
            }
            if (known.isEmpty()) {
                remember(text, jwt);
            }
            return checkScopes(routeScopes, claims);
        } catch (ParseException e) {
            return new Decision.Unauthorized(Optional.of("unable to parse the token"));
        }
    }

    /** A token whose signature was verified a short time ago. */
    private Optional<SignedJWT> known(String token) {
        return Optional.ofNullable(verified.get(token))
                .filter(it -> clock.instant().isBefore(it.until()))
                .map(Verified::jwt);
    }

    /** Only valid tokens are remembered, so that no caller can fill the memory. */
    private void remember(String token, SignedJWT jwt) {
        if (verified.size() >= VERIFIED_MAX) {
            verified.clear();
        }
        verified.put(token, new Verified(jwt, clock.instant().plus(VERIFIED_FOR)));
    }

    private static Decision checkScopes(Set<String> routeScopes, JWTClaimsSet claims)
            throws ParseException {
        Set<String> scopes = scopes(claims);
        boolean suffices = routeScopes.isEmpty() || routeScopes.stream().anyMatch(scopes::contains);
        return suffices ? new Decision.Allowed(claims, scopes) : new Decision.Forbidden();
    }

    private Optional<String> fault(
            JwtAuthorizerDefinition authorizer,
            SignedJWT jwt,
            JWTClaimsSet claims,
            boolean isVerified)
            throws ParseException {
        if (!authorizer.issuer().toString().equals(claims.getIssuer())) {
            return Optional.of("the token does not have a valid issuer");
        }
        if (!isVerified && !isSigned(authorizer, jwt)) {
            return Optional.of("signature verification failed");
        }
        if (!hasAudience(authorizer, claims)) {
            return Optional.of("the token does not have a valid audience");
        }
        return timeFault(claims);
    }

    private boolean isSigned(JwtAuthorizerDefinition authorizer, SignedJWT jwt) {
        if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
            return false;
        }
        try {
            @Nullable JWK key =
                    keys.keysOf(authorizer.issuer()).getKeyByKeyId(jwt.getHeader().getKeyID());
            return key != null && jwt.verify(new RSASSAVerifier(key.toRSAKey()));
        } catch (IOException | JOSEException | ClassCastException e) {
            return false;
        }
    }

    /** {@code client_id} is checked only if there is no {@code aud}. */
    private static boolean hasAudience(JwtAuthorizerDefinition authorizer, JWTClaimsSet claims)
            throws ParseException {
        List<String> audiences = claims.getAudience();
        if (!audiences.isEmpty()) {
            return audiences.stream().anyMatch(authorizer.audiences()::contains);
        }
        @Nullable String client = claims.getStringClaim("client_id");
        return client != null && authorizer.audiences().contains(client);
    }

    private Optional<String> timeFault(JWTClaimsSet claims) {
        Instant now = clock.instant();
        @Nullable Date expires = claims.getExpirationTime();
        if (expires == null || !now.isBefore(expires.toInstant())) {
            return Optional.of("the token has expired");
        }
        if (isAfter(claims.getNotBeforeTime(), now)) {
            return Optional.of("the token is not valid yet");
        }
        return isAfter(claims.getIssueTime(), now)
                ? Optional.of("the token was issued in the future")
                : Optional.empty();
    }

    private static boolean isAfter(@Nullable Date time, Instant now) {
        return time != null && time.toInstant().isAfter(now);
    }

    private static Set<String> scopes(JWTClaimsSet claims) throws ParseException {
        var scopes = new TreeSet<String>();
        for (String name : List.of("scope", "scp")) {
            Object claim = claims.getClaim(name);
            if (claim instanceof String text) {
                scopes.addAll(Arrays.asList(text.split(" ", -1)));
            } else if (claim != null) {
                scopes.addAll(claims.getStringListClaim(name));
            }
        }
        return scopes;
    }
}
