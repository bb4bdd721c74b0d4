package dev.netstock.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

class TokenEndpointTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:03:04Z");
    private static final Map<String, String> FORM = Map.of("grant_type", "client_credentials");

    private final UserPool pool = UserPoolFixture.pool();
    private final TokenEndpoint endpoint =
            new TokenEndpoint(
                    pool,
                    InstantSource.fixed(NOW),
                    new SignIns(InstantSource.fixed(NOW)),
                    new SignInTrigger(pool, UserPoolFixture.noFunctions()));

    @Test
    void respond_whenScopesAreAllowed_issuesATokenWithCognitosClaims() throws Exception {
        var token = SignedJWT.parse(granted(Map.of("scope", "netstock/read")).accessToken());

        assertThat(token.verify(new RSASSAVerifier(pool.signingKey().toPublicJWK()))).isTrue();
        assertThat(pool.publicKeys().getKeyByKeyId(token.getHeader().getKeyID())).isNotNull();
        assertThat(token.getJWTClaimsSet().getClaims())
                .containsEntry("iss", UserPoolFixture.ISSUER.toString())
                .containsEntry("client_id", "storefront")
                .containsEntry("sub", "storefront")
                .containsEntry("scope", "netstock/read")
                .containsEntry("token_use", "access")
                .containsEntry("exp", Date.from(NOW.plusSeconds(3_600)))
                .doesNotContainKey("aud");
    }

    @Test
    void respond_whenNoScopeIsRequested_grantsAllScopesOfTheClient() throws Exception {
        var granted = granted(Map.of());

        assertThat(SignedJWT.parse(granted.accessToken()).getJWTClaimsSet().getClaim("scope"))
                .isEqualTo("netstock/read netstock/reserve");
        assertThat(granted.expiresInSeconds()).isEqualTo(3_600);
    }

    @Test
    void respond_whenCredentialsAreInTheForm_acceptsThem() {
        var form =
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "storefront",
                        "client_secret", "top secret");

        assertThat(endpoint.answer(Optional.empty(), form))
                .isInstanceOf(TokenEndpoint.Answer.Granted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "storefront:wrong, client_credentials, netstock/read, invalid_client",
        "nobody:top secret, client_credentials, netstock/read, invalid_client",
        "storefront, client_credentials, netstock/read, invalid_client",
        "storefront:top secret, password, netstock/read, unsupported_grant_type",
        "storefront:top secret, '', netstock/read, invalid_request",
        "storefront:top secret, client_credentials, netstock/operate, invalid_scope"
    })
    void respond_whenTheRequestIsInvalid_returnsTheOAuthError(
            String credentials, String grantType, String scope, String error) {
        var form = Map.of("grant_type", grantType, "scope", scope);

        assertThat(endpoint.answer(basic(credentials), form))
                .isEqualTo(new TokenEndpoint.Answer.Refused(error));
    }

    @Test
    void respond_whenTheHeaderIsNotBasic_rejectsTheClient() {
        assertThat(endpoint.answer(Optional.of("Bearer x"), FORM))
                .isEqualTo(new TokenEndpoint.Answer.Refused("invalid_client"));
        assertThat(endpoint.answer(Optional.of("Basic ***"), FORM))
                .isEqualTo(new TokenEndpoint.Answer.Refused("invalid_client"));
    }

    private TokenEndpoint.Answer.Granted granted(Map<String, String> extra) {
        var form = new HashMap<>(FORM);
        form.putAll(extra);
        return (TokenEndpoint.Answer.Granted) endpoint.answer(basic("storefront:top secret"), form);
    }

    private static Optional<String> basic(String credentials) {
        byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(bytes));
    }
}
