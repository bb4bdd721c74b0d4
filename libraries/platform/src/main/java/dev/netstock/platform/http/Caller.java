package dev.netstock.platform.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT;

import dev.netstock.platform.json.UntrustedText;

import java.util.Map;
import java.util.Optional;

/** Who asks, by the token that API Gateway's JWT authorizer has verified. */
final class Caller {
    /** It is stored, and stands in events: both take neither every character nor any length. */
    private static final int NAME_MAX = 256;

    private Caller() {}

    /**
     * The token's subject, or the client where a token has none.
     *
     * @throws IllegalStateException if no authorizer let the request through: a route that was
     *     deployed without one must not work
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
                .map(name -> UntrustedText.shown(name, NAME_MAX))
                .orElseThrow(() -> new IllegalStateException("The token names nobody"));
    }
}
