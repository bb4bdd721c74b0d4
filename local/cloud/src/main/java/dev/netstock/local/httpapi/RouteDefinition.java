package dev.netstock.local.httpapi;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A route and its Lambda proxy integration, payload format 2.0.
 *
 * @param routeKey {@code METHOD /path/{parameter}}, with {@code ANY} as a method and {@code
 *     {proxy+}} as the last segment, or {@code $default}
 * @param function the function's name or ARN, with or without qualifier
 * @param timeout of the integration: 50 ms to 30 s
 * @param authorizer the authorizer; the route is open if empty
 * @param scopes required scopes; the token must have one of them; none required if empty
 * @param throttle its rate limit; unlimited if empty
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">Routes</a>
 */
public record RouteDefinition(
        String routeKey,
        String function,
        Duration timeout,
        Optional<JwtAuthorizerDefinition> authorizer,
        Set<String> scopes,
        Optional<ThrottleDefinition> throttle) {
    public static final String DEFAULT = "$default";
    public static final Duration LONGEST = Duration.ofSeconds(30);

    public RouteDefinition {
        scopes = Set.copyOf(scopes);
    }
}
