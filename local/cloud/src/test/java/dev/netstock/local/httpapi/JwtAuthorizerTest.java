package dev.netstock.local.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;

import dev.netstock.local.httpapi.JwtAuthorizer.Decision;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
class JwtAuthorizerTest {
    private static final Issuer ISSUER = new Issuer();
    private final Date soon = Date.from(Instant.now().plus(Duration.ofMinutes(1)));
    private final Date lately = Date.from(Instant.now().minus(Duration.ofMinutes(1)));

    private final JwtAuthorizer authorizer = new JwtAuthorizer(ISSUER, InstantSource.system());

    private Decision authorize(String token) {
        return authorizer.authorize(ISSUER.authorizer(), Set.of(), Optional.of(token));
    }

    private Decision authorize(UnaryOperator<JWTClaimsSet.Builder> change) {
        return authorize(ISSUER.token(change));
    }

    private static Decision refusal(String reason) {
        return new Decision.Unauthorized(Optional.of(reason));
    }

    @Test
    void authorize_withAValidToken_allows() {
        assertThat(authorize(claims -> claims)).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void authorize_withoutAudience_checksTheClientId() {
        assertThat(
                        authorize(
                                claims ->
                                        claims.audience((String) null)
                                                .claim("client_id", "netstock-client")))
                .isInstanceOf(Decision.Allowed.class);
        assertThat(
                        authorize(
                                claims ->
                                        claims.audience("other")
                                                .claim("client_id", "netstock-client")))
                .isEqualTo(refusal("the token does not have a valid audience"));
    }

    @Test
    void authorize_withAnotherIssuersToken_rejects() {
        assertThat(authorize(claims -> claims.issuer("https://other.example")))
                .isEqualTo(refusal("the token does not have a valid issuer"));
    }

    @Test
    void authorize_withATokenOutsideItsValidity_rejects() {
        assertThat(authorize(claims -> claims.expirationTime(lately)))
                .isEqualTo(refusal("the token has expired"));
        assertThat(authorize(claims -> claims.expirationTime(null)))
                .isEqualTo(refusal("the token has expired"));
        assertThat(authorize(claims -> claims.notBeforeTime(soon)))
                .isEqualTo(refusal("the token is not valid yet"));
        assertThat(authorize(claims -> claims.issueTime(soon)))
                .isEqualTo(refusal("the token was issued in the future"));
    }

    @Test
    void authorize_withAForgedOrUnsignedToken_rejects() {
        var claims = new JWTClaimsSet.Builder().issuer(ISSUER.uri().toString()).build();

        assertThat(authorize(ISSUER.forgedToken()))
                .isEqualTo(refusal("signature verification failed"));
        assertThat(authorize(new PlainJWT(claims).serialize()))
                .isEqualTo(refusal("unable to parse the token"));
        assertThat(authorize("nonsense")).isEqualTo(refusal("unable to parse the token"));
    }

    @Test
    void authorize_whenTheIssuerIsUnavailable_rejects() {
        var cutOff =
                new JwtAuthorizer(
                        _ -> {
                            throw new IOException("No such host");
                        },
                        InstantSource.system());

        assertThat(
                        cutOff.authorize(
                                ISSUER.authorizer(),
                                Set.of(),
                                Optional.of(ISSUER.token(claims -> claims))))
                .isEqualTo(refusal("signature verification failed"));
    }

    @Test
    void authorize_withAKnownToken_verifiesItsSignatureEveryFiveMinutes() {
        var lookups = new AtomicInteger();
        var now = new AtomicReference<>(Instant.now());
        var counting =
                new JwtAuthorizer(
                        issuer -> {
                            lookups.incrementAndGet();
                            return ISSUER.keysOf(issuer);
                        },
                        now::get);
        String token =
                ISSUER.token(
                        it -> it.expirationTime(Date.from(now.get().plus(Duration.ofMinutes(6)))));
        String other = ISSUER.token(claims -> claims.claim("scope", "netstock/reserve"));

        assertThat(allows(counting, token)).isTrue();
        assertThat(allows(counting, token)).isTrue();
        assertThat(lookups).hasValue(1);
        assertThat(allows(counting, other)).isTrue();
        assertThat(lookups).hasValue(2);
        now.updateAndGet(it -> it.plus(Duration.ofMinutes(5)));
        assertThat(allows(counting, token)).isTrue();
        assertThat(lookups).hasValue(3);
    }

    @Test
    void authorize_withAKnownToken_checksAllButItsSignature() {
        var now = new AtomicReference<>(Instant.now());
        var later = new JwtAuthorizer(ISSUER, now::get);
        String token =
                ISSUER.token(
                        it -> it.expirationTime(Date.from(now.get().plus(Duration.ofMinutes(4)))));
        int signature = token.lastIndexOf('.') + 1;
        String forged = token.substring(0, signature) + ISSUER.forgedToken().substring(signature);

        assertThat(allows(later, token)).isTrue();
        assertThat(
                        later.authorize(
                                ISSUER.authorizer(),
                                Set.of("netstock/operate"),
                                Optional.of(token)))
                .isEqualTo(new Decision.Forbidden());
        assertThat(later.authorize(ISSUER.authorizer(), Set.of(), Optional.of(forged)))
                .isEqualTo(refusal("signature verification failed"));
        now.updateAndGet(it -> it.plus(Duration.ofMinutes(4)));
        assertThat(later.authorize(ISSUER.authorizer(), Set.of(), Optional.of(token)))
                .isEqualTo(refusal("the token has expired"));
    }

    private static boolean allows(JwtAuthorizer authorizer, String token) {
        return authorizer.authorize(ISSUER.authorizer(), Set.of(), Optional.of(token))
                instanceof Decision.Allowed;
    }

    @Test
    void authorize_withOneOfSeveralScopes_allows() {
        Set<String> routeScopes = Set.of("netstock/read", "netstock/operate");
        String operator = ISSUER.token(claims -> claims.claim("scope", "netstock/operate"));
        String list =
                ISSUER.token(
                        claims ->
                                claims.claim("scope", null).claim("scp", List.of("netstock/read")));
        String buyer = ISSUER.token(claims -> claims.claim("scope", "netstock/reserve"));

        assertThat(authorizer.authorize(ISSUER.authorizer(), routeScopes, Optional.of(operator)))
                .isInstanceOf(Decision.Allowed.class);
        assertThat(authorizer.authorize(ISSUER.authorizer(), routeScopes, Optional.of(list)))
                .isInstanceOf(Decision.Allowed.class);
        assertThat(authorizer.authorize(ISSUER.authorizer(), routeScopes, Optional.of(buyer)))
                .isEqualTo(new Decision.Forbidden());
    }
}
