package dev.netstock.local.httpapi;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A deployed HTTP API with its stage.
 *
 * @param apiId the id in {@code requestContext.apiId}
 * @param stage the stage's name; unless it is {@code $default}, it is the first segment of every
 *     path
 * @param routes its routes; at most one is {@code $default}
 * @param cors how it responds to preflight requests; if empty, the routes handle them
 */
public record HttpApiDefinition(
        String apiId, String stage, List<RouteDefinition> routes, Optional<CorsDefinition> cors) {
    public static final String DEFAULT_STAGE = "$default";

    public HttpApiDefinition {
        routes = List.copyOf(routes);
    }

    /** The functions behind the routes, by the names in the templates. */
    public Set<String> functions() {
        return routes.stream().map(RouteDefinition::function).collect(toUnmodifiableSet());
    }

    /** The prefix of every path; empty for the stage {@code $default}. */
    String pathPrefix() {
        return stage.equals(DEFAULT_STAGE) ? "" : "/" + stage;
    }

    /** The path after the stage; empty if the path does not belong to this stage. */
    Optional<String> afterStage(String rawPath) {
        String prefix = pathPrefix();
        return rawPath.startsWith(prefix + "/")
                ? Optional.of(rawPath.substring(prefix.length()))
                : Optional.empty();
    }
}
