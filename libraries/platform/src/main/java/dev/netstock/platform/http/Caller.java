package dev.netstock.platform.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT;

import dev.netstock.platform.json.UntrustedText;

import java.util.Map;
import java.util.Optional;

/** The caller's name from the token, which API Gateway's JWT authorizer has verified. */
final class Caller {
    /**
     * The name is stored and published in events, neither of which accepts every character or
     * length.
     */
    private static final int NAME_MAX = 256;

    private Caller() {}

    /**
     * The token's subject, or the client if the token has no subject.
     *
     * @throws IllegalStateException if no authorizer accepted the request: a route deployed without
     *     an authorizer must not work
     */
    static String of(APIGatewayV2HTTPEvent event) {
        Map<String, String> claims =
                Optional.ofNullable(event.getRequestContext())
                        .map(RequestContext::getAuthorizer)
                        .map(Authorizer::getJwt)
                        .map(JWT::getClaims)
                        .orElseThrow(
                                () -> new IllegalStateException("The route has no JWT authorizer"));
        return Optional.ofNullable(claims.get("sub"))
                .or(() -> Optional.ofNullable(claims.get("client_id")))
                .map(name -> UntrustedText.sanitize(name, NAME_MAX))
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "The token has neither a subject nor a client"));
    }
}
