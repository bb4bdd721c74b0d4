package dev.netstock.local.httpapi;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Set;
import java.util.function.UnaryOperator;

/** An OpenID Connect issuer with one key. */
final class Issuer implements JwksSource {
    private static final String AUDIENCE = "netstock-client";

    private final RSAKey key = newKey();

    // A token has whole seconds. No clock of a test that starts later is before its issue.
    private final Instant issued = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    URI uri() {
        return URI.create("https://issuer.example/pool");
    }

    JwtAuthorizerDefinition authorizer() {
        return new JwtAuthorizerDefinition(
                uri(), Set.of(AUDIENCE), JwtAuthorizerDefinition.AUTHORIZATION_HEADER);
    }

    @Override
    public JWKSet keysOf(URI issuer) {
        return new JWKSet(key.toPublicJWK());
    }

    /** A token that is valid for the first hour of this issuer, with a change. */
    String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return token(key, change);
    }

    /** A token with this issuer's key id, signed with another key. */
    String forgedToken() {
        return token(newKey(), claims -> claims);
    }

    private String token(RSAKey signingKey, UnaryOperator<JWTClaimsSet.Builder> change) {
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(uri().toString())
                        .audience(AUDIENCE)
                        .claim("scope", "netstock/read")
                        .issueTime(Date.from(issued))
                        .expirationTime(Date.from(issued.plus(Duration.ofHours(1))));
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        var token = new SignedJWT(header, change.apply(claims).build());
        try {
            token.sign(new RSASSASigner(signingKey));
        } catch (JOSEException e) {
            throw new IllegalStateException("A token could not be signed", e);
        }
        return token.serialize();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("the-key").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("A key could not be made", e);
        }
    }
}
