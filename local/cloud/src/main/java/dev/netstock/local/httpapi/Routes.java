package dev.netstock.local.httpapi;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All routes of an API, most specific first. Thread-safe. */
final class Routes {
    private final List<Route> routes;

    /** A route with its pattern and its token bucket. */
    record Route(RouteDefinition definition, RoutePattern pattern, Optional<TokenBucket> throttle) {
        boolean isDefault() {
            return definition.routeKey().equals(RouteDefinition.DEFAULT);
        }
    }

    /** The matching route of a request, with its path parameters. */
    record Match(Route route, Map<String, String> pathParameters) {}

    Routes(List<RouteDefinition> definitions, InstantSource clock) {
        routes =
                definitions.stream()
                        .map(definition -> route(definition, clock))
                        .sorted(
                                Comparator.comparing(Route::isDefault)
                                        .thenComparing(Route::pattern))
                        .toList();
    }

    /** Finds the route for a method and a raw path after the stage. */
    Optional<Match> match(String method, String rawPath) {
        List<String> segments = RoutePattern.segmentsOf(rawPath);
        for (Route route : routes) {
            Optional<Map<String, String>> found = route.pattern().match(method, segments);
            if (found.isPresent()) {
                return Optional.of(new Match(route, route.isDefault() ? Map.of() : found.get()));
            }
        }
        return Optional.empty();
    }

    private static Route route(RouteDefinition definition, InstantSource clock) {
        return new Route(
                definition,
                RoutePattern.parse(definition.routeKey()),
                definition.throttle().map(limit -> new TokenBucket(limit, clock)));
    }
}
