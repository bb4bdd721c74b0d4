package dev.netstock.local.httpapi;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All routes of an API, the most specific first. Thread-safe. */
final class Routes {
    private final List<Route> routes;

    /** A route as it serves: with its pattern and the tokens that are left to it. */
    record Route(RouteDefinition definition, RoutePattern pattern, Optional<TokenBucket> throttle) {
        boolean isDefault() {
            return definition.routeKey().equals(RouteDefinition.DEFAULT);
        }
    }

    /** A route that a request is meant for, with the parameters of its path. */
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

    /** The route for a method and a raw path behind the stage. */
    Optional<Match> match(String method, String rawPath) {
        List<String> segments = RoutePattern.segmentsOf(rawPath);
        return routes.stream().flatMap(route -> match(route, method, segments)).findFirst();
    }

    private static Stream<Match> match(Route route, String method, List<String> segments) {
        return route
                .pattern()
                .match(method, segments)
                .map(found -> new Match(route, route.isDefault() ? Map.of() : found))
                .stream();
    }

    private static Route route(RouteDefinition definition, InstantSource clock) {
        return new Route(
                definition,
                RoutePattern.parse(definition.routeKey()),
                definition.throttle().map(limit -> new TokenBucket(limit, clock)));
    }
}
