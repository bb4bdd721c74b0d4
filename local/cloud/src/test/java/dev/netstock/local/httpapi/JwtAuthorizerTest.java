package dev.netstock.local.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;

import dev.netstock.local.httpapi.JwtAuthorizer.Verdict;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
class JwtAuthorizerTest {
    private static final Issuer ISSUER = new Issuer();
    private final Date soon = Date.from(Instant.now().plus(Duration.ofMinutes(1)));
    private final Date lately = Date.from(Instant.now().minus(Duration.ofMinutes(1)));

    private final JwtAuthorizer authorizer = new JwtAuthorizer(ISSUER, InstantSource.system());

    private Verdict judge(String token) {
        return authorizer.judge(ISSUER.authorizer(), Set.of(), Optional.of(token));
    }

    private Verdict judge(UnaryOperator<JWTClaimsSet.Builder> change) {
        return judge(ISSUER.token(change));
    }

    private static Verdict refusal(String reason) {
        return new Verdict.Unauthorized(Optional.of(reason));
    }

    @Test
    void judge_aGoodToken_allows() {
        assertThat(judge(claims -> claims)).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void judge_whenThereIsNoAudience_looksAtTheClient() {
        assertThat(
                        judge(
                                claims ->
                                        claims.audience((String) null)
                                                .claim("client_id", "netstock-client")))
                .isInstanceOf(Verdict.Allowed.class);
        assertThat(judge(claims -> claims.audience("other").claim("client_id", "netstock-client")))
                .isEqualTo(refusal("the token does not have a valid audience"));
    }

    @Test
    void judge_anotherIssuersToken_refuses() {
        assertThat(judge(claims -> claims.issuer("https://other.example")))
                .isEqualTo(refusal("the token does not have a valid issuer"));
    }

    @Test
    void judge_outsideItsTime_refuses() {
        assertThat(judge(claims -> claims.expirationTime(lately)))
                .isEqualTo(refusal("the token has expired"));
        assertThat(judge(claims -> claims.expirationTime(null)))
                .isEqualTo(refusal("the token has expired"));
        assertThat(judge(claims -> claims.notBeforeTime(soon)))
                .isEqualTo(refusal("the token is not valid yet"));
        assertThat(judge(claims -> claims.issueTime(soon)))
                .isEqualTo(refusal("the token was issued in the future"));
    }

    @Test
    void judge_aForgedOrUnsignedToken_refuses() {
        var claims = new JWTClaimsSet.Builder().issuer(ISSUER.uri().toString()).build();

        assertThat(judge(ISSUER.forgedToken())).isEqualTo(refusal("signature verification failed"));
        assertThat(judge(new PlainJWT(claims).serialize()))
                .isEqualTo(refusal("unable to parse the token"));
        assertThat(judge("nonsense")).isEqualTo(refusal("unable to parse the token"));
    }

    @Test
    void judge_whenTheIssuerCannotBeReached_refuses() {
        var cutOff =
                new JwtAuthorizer(
                        _ -> {
                            throw new IOException("No such host");
                        },
                        InstantSource.system());

        assertThat(
                        cutOff.judge(
                                ISSUER.authorizer(),
                                Set.of(),
                                Optional.of(ISSUER.token(claims -> claims))))
                .isEqualTo(refusal("signature verification failed"));
    }

    @Test
    void judge_oneOfSeveralScopes_suffices() {
        Set<String> routeScopes = Set.of("netstock/read", "netstock/operate");
        String operator = ISSUER.token(claims -> claims.claim("scope", "netstock/operate"));
        String list =
                ISSUER.token(
                        claims ->
                                claims.claim("scope", null).claim("scp", List.of("netstock/read")));
        String buyer = ISSUER.token(claims -> claims.claim("scope", "netstock/reserve"));

        assertThat(authorizer.judge(ISSUER.authorizer(), routeScopes, Optional.of(operator)))
                .isInstanceOf(Verdict.Allowed.class);
        assertThat(authorizer.judge(ISSUER.authorizer(), routeScopes, Optional.of(list)))
                .isInstanceOf(Verdict.Allowed.class);
        assertThat(authorizer.judge(ISSUER.authorizer(), routeScopes, Optional.of(buyer)))
                .isEqualTo(new Verdict.Forbidden());
    }
}
