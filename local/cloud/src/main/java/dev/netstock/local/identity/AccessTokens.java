package dev.netstock.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/**
 * Issues access tokens with the claims of Cognito's tokens. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html">The
 *     access token</a>
 */
public record AccessTokens(UserPool pool, InstantSource clock) {
    /** A signed token. The caller checks that the client may have these scopes. */
    public String mint(PoolClient client, Collection<String> scopes) {
        return signed(
                claims(client.id(), client.id(), client.tokenValidity(), clock.instant(), scopes)
                        .build());
    }

    /** A signed token of a person. The caller checks that the person may have these scopes. */
    String mint(SignIns.SignIn signIn, Collection<String> scopes) {
        Person person = signIn.person();
        PublicClient client = signIn.client();
        return signed(
                claims(person.subject(), client.id(), client.tokenValidity(), signIn.at(), scopes)
                        .claim("username", person.username())
                        .claim("cognito:groups", List.of(person.group()))
                        .build());
    }

    private String signed(JWTClaimsSet claims) {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(pool.signingKey().getKeyID())
                        .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(pool.signingKey()));
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot sign the token", e);
        }
        return token.serialize();
    }

    private JWTClaimsSet.Builder claims(
            String subject,
            String clientId,
            Duration validity,
            Instant signedIn,
            Collection<String> scopes) {
        var now = clock.instant();
        return new JWTClaimsSet.Builder()
                .subject(subject)
                .claim("token_use", "access")
                .claim("scope", String.join(" ", scopes))
                .claim("auth_time", signedIn.getEpochSecond())
                .issuer(pool.issuer().toString())
                .expirationTime(Date.from(now.plus(validity)))
                .issueTime(Date.from(now))
                .claim("version", 2)
                .jwtID(UUID.randomUUID().toString())
                .claim("client_id", clientId);
    }
}
