package dev.netstock.local.routes;

import dev.netstock.local.httpapi.CorsDefinition;
import dev.netstock.local.httpapi.HttpApiDefinition;
import dev.netstock.local.httpapi.JwtAuthorizerDefinition;
import dev.netstock.local.httpapi.RouteDefinition;
import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplatePath;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One HTTP API while its resources are read, in any order. Not thread-safe. */
final class DeclaredApi {
    /**
     * An integration with a function.
     *
     * @param function its ARN
     */
    record Integration(String function, Duration timeout) {}

    /** A route before its integration and authorizer are resolved. */
    record Route(
            String key,
            String integrationId,
            Optional<String> authorizerId,
            Set<String> scopes,
            TemplatePath path) {}

    private final String id;
    private final Optional<CorsDefinition> cors;
    private final TemplatePath path;
    private final Map<String, Integration> integrations = new HashMap<>();
    private final Map<String, JwtAuthorizerDefinition> authorizers = new HashMap<>();
    private final List<Route> routes = new ArrayList<>();
    private @Nullable DeclaredStage stage;

    DeclaredApi(String id, Optional<CorsDefinition> cors, TemplatePath path) {
        this.id = id;
        this.cors = cors;
        this.path = path;
    }

    String id() {
        return id;
    }

    void add(String integrationId, Integration integration) {
        integrations.put(integrationId, integration);
    }

    void add(String authorizerId, JwtAuthorizerDefinition authorizer) {
        authorizers.put(authorizerId, authorizer);
    }

    void add(Route route) {
        routes.add(route);
    }

    void stage(DeclaredStage declared, TemplatePath where) {
        if (stage != null) {
            throw new TemplateException("An API with more than one stage is not supported", where);
        }
        stage = declared;
    }

    HttpApiDefinition definition() {
        DeclaredStage deployed = stage;
        if (deployed == null) {
            throw new TemplateException("The API has no stage", path);
        }
        List<RouteDefinition> definitions =
                routes.stream().map(route -> definition(route, deployed)).toList();
        return new HttpApiDefinition(id, deployed.name(), definitions, cors);
    }

    private RouteDefinition definition(Route route, DeclaredStage deployed) {
        Integration integration = integrations.get(route.integrationId());
        if (integration == null) {
            throw new TemplateException(
                    "There is no integration " + route.integrationId(), route.path());
        }
        return new RouteDefinition(
                route.key(),
                integration.function(),
                integration.timeout(),
                route.authorizerId().map(authorizer -> authorizer(authorizer, route)),
                route.scopes(),
                deployed.throttle(route.key()));
    }

    private JwtAuthorizerDefinition authorizer(String authorizerId, Route route) {
        JwtAuthorizerDefinition authorizer = authorizers.get(authorizerId);
        if (authorizer == null) {
            throw new TemplateException("There is no authorizer " + authorizerId, route.path());
        }
        return authorizer;
    }
}
