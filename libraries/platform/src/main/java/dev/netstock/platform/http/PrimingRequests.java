package dev.netstock.platform.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Requests without side effects that prime a function. They address a resource {@code priming},
 * which does not exist, and are not reported in metrics.
 *
 * @param function the function that handles them
 * @param requests the requests in order
 */
public record PrimingRequests(HttpFunction function, List<Request> requests)
        implements Consumer<Context> {
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");

    public PrimingRequests {
        requests = List.copyOf(requests);
    }

    /**
     * A priming request.
     *
     * @param routeKey the route key in API Gateway
     * @param query the raw query string
     * @param body the request body
     */
    public record Request(String routeKey, String query, String body) {}

    @Override
    public void accept(Context context) {
        for (Request request : requests) {
            function.prime(event(request), context);
        }
    }

    private static APIGatewayV2HTTPEvent event(Request request) {
        JWT token = JWT.builder().withClaims(Map.of("sub", "priming")).build();
        return APIGatewayV2HTTPEvent.builder()
                .withRouteKey(request.routeKey())
                .withRawQueryString(request.query())
                .withPathParameters(pathParameters(request.routeKey()))
                .withBody(request.body())
                .withRequestContext(
                        RequestContext.builder()
                                .withAuthorizer(Authorizer.builder().withJwt(token).build())
                                .build())
                .build();
    }

    /** Each parameter of the path, as in {@code GET /v1/things/{id}}, is {@code priming}. */
    private static Map<String, String> pathParameters(String routeKey) {
        return PATH_PARAMETER
                .matcher(routeKey)
                .results()
                .collect(Collectors.toMap(parameter -> parameter.group(1), _ -> "priming"));
    }
}
