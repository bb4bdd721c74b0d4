package dev.netstock.platform.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Requests that change nothing, to prime a function with: they ask for an order or a SKU {@code
 * priming}, which nobody has. They are not reported.
 *
 * @param function who answers them
 * @param requests in the order in which they are made
 */
public record PrimingRequests(HttpFunction function, List<Request> requests)
        implements Consumer<Context> {
    public PrimingRequests {
        requests = List.copyOf(requests);
    }

    /**
     * One of them.
     *
     * @param routeKey the route, as API Gateway names it
     * @param query the raw query string
     * @param body what is sent
     */
    public record Request(String routeKey, String query, String body) {}

    @Override
    public void accept(Context context) {
        for (Request request : requests) {
            function.rehearse(event(request), context);
        }
    }

    private static APIGatewayV2HTTPEvent event(Request request) {
        JWT token = JWT.builder().withClaims(Map.of("sub", "priming")).build();
        return APIGatewayV2HTTPEvent.builder()
                .withRouteKey(request.routeKey())
                .withRawQueryString(request.query())
                .withPathParameters(Map.of("orderId", "priming", "sku", "priming"))
                .withBody(request.body())
                .withRequestContext(
                        RequestContext.builder()
                                .withAuthorizer(Authorizer.builder().withJwt(token).build())
                                .build())
                .build();
    }
}
