package dev.netstock.platform.testing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT;

import java.util.HashMap;
import java.util.Map;

/**
 * An HTTP request with a valid token.
 *
 * @param route the route key of API Gateway
 * @param path the path parameters
 * @param query the raw query string
 * @param body the request body
 */
public record HttpCall(String route, Map<String, String> path, String query, String body) {
    public static HttpCall of(String route) {
        return new HttpCall(route, Map.of(), "", "");
    }

    public HttpCall path(String name, String value) {
        Map<String, String> more = new HashMap<>(path);
        more.put(name, value);
        return new HttpCall(route, Map.copyOf(more), query, body);
    }

    public HttpCall query(String query) {
        return new HttpCall(route, path, query, body);
    }

    /** With a body, in which {@code '} replaces {@code "}. */
    public HttpCall body(String body) {
        return new HttpCall(route, path, query, body.replace('\'', '"'));
    }

    /** The event that API Gateway sends for it. */
    public APIGatewayV2HTTPEvent event() {
        return eventWith(Map.of("sub", "storefront-1"));
    }

    /** The event of a person with the scope to operate, as a user pool describes the person. */
    public APIGatewayV2HTTPEvent eventOf(String person) {
        return eventWith(
                Map.of(
                        "sub", "sub-of-" + person,
                        "username", person,
                        "cognito:groups", "[operator]",
                        "client_id", "console",
                        "scope", "netstock/read netstock/operate"));
    }

    private APIGatewayV2HTTPEvent eventWith(Map<String, String> claims) {
        JWT token = JWT.builder().withClaims(claims).build();
        return APIGatewayV2HTTPEvent.builder()
                .withRouteKey(route)
                .withRawQueryString(query)
                .withPathParameters(path)
                .withBody(body)
                .withRequestContext(
                        RequestContext.builder()
                                .withAuthorizer(Authorizer.builder().withJwt(token).build())
                                .build())
                .build();
    }
}
