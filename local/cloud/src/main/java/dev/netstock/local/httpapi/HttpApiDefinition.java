package dev.netstock.local.httpapi;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An HTTP API with its one stage, as it is deployed.
 *
 * @param apiId the id in {@code requestContext.apiId}
 * @param stage the stage's name; all but {@code $default} are the first segment of every path
 * @param routes what it answers to; at most one is {@code $default}
 * @param cors how it answers preflight requests; it leaves them to the routes if empty
 */
public record HttpApiDefinition(
        String apiId, String stage, List<RouteDefinition> routes, Optional<CorsDefinition> cors) {
    public static final String DEFAULT_STAGE = "$default";

    public HttpApiDefinition {
        routes = List.copyOf(routes);
    }

    /** The functions that callers wait for, as the templates name them. */
    public Set<String> functions() {
        return routes.stream().map(RouteDefinition::function).collect(toUnmodifiableSet());
    }

    /** What stands before the path of every route: nothing for the stage {@code $default}. */
    String pathPrefix() {
        return stage.equals(DEFAULT_STAGE) ? "" : "/" + stage;
    }

    /** The path behind the stage; empty if the path is not of this stage. */
    Optional<String> behindStage(String rawPath) {
        String prefix = pathPrefix();
        return rawPath.startsWith(prefix + "/")
                ? Optional.of(rawPath.substring(prefix.length()))
                : Optional.empty();
    }
}
