package dev.netstock.local.httpapi;

import java.net.URI;
import java.util.Set;

/**
 * A JWT authorizer.
 *
 * @param issuer the required {@code iss} of a token; its keys sign the token
 * @param audiences one of them must be in the token's {@code aud} or be its {@code client_id}
 * @param identitySource location of the token: {@code $request.header.NAME} or {@code
 *     $request.querystring.NAME}
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">JWT
 *     authorizers</a>
 */
public record JwtAuthorizerDefinition(URI issuer, Set<String> audiences, String identitySource) {
    public static final String AUTHORIZATION_HEADER = "$request.header.Authorization";

    public JwtAuthorizerDefinition {
        audiences = Set.copyOf(audiences);
    }
}
