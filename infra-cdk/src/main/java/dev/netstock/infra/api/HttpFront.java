package dev.netstock.infra.api;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.api.identity.AcceptedTokens;
import dev.netstock.infra.function.NetStockFunction;
import dev.netstock.infra.function.StockFunction;
import dev.netstock.infra.stage.StageSettings;

import org.jspecify.annotations.Nullable;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpJwtAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.CorsHttpMethod;
import software.amazon.awscdk.services.apigatewayv2.CorsPreflightOptions;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.constructs.Construct;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The HTTP API: every {@link Route} with its authorizer, scope, throttle and function. */
final class HttpFront extends Construct {
    /** As long as API Gateway waits; a function gives up before. */
    private static final Duration PATIENCE = Duration.seconds(29);

    private final StageSettings settings;
    private final Map<NetStockFunction, StockFunction> functions;
    private final Map<NetStockFunction, HttpLambdaIntegration> integrations =
            new EnumMap<>(NetStockFunction.class);
    private final HttpApi api;
    private final HttpStage stage;

    HttpFront(
            Construct scope,
            StageSettings settings,
            AcceptedTokens tokens,
            Map<NetStockFunction, StockFunction> functions) {
        super(scope, "Http");
        this.settings = settings;
        this.functions = new EnumMap<>(functions);
        this.api = api();
        this.stage = stage();
        var authorizer = authorizer(tokens);
        for (var route : Route.values()) {
            addRoute(route, authorizer);
        }
    }

    String apiId() {
        return api.getApiId();
    }

    String url() {
        return api.getApiEndpoint();
    }

    private HttpApi api() {
        return HttpApi.Builder.create(this, "Api")
                .description("net-stock " + settings.name())
                .createDefaultStage(false)
                .corsPreflight(cors())
                .build();
    }

    private @Nullable CorsPreflightOptions cors() {
        if (settings.corsOrigins().isEmpty()) {
            return null;
        }
        return CorsPreflightOptions.builder()
                .allowOrigins(settings.corsOrigins())
                .allowMethods(
                        List.of(
                                CorsHttpMethod.GET,
                                CorsHttpMethod.PUT,
                                CorsHttpMethod.POST,
                                CorsHttpMethod.DELETE))
                .allowHeaders(List.of("authorization", "content-type"))
                .maxAge(Duration.hours(1))
                .build();
    }

    private HttpStage stage() {
        var made =
                HttpStage.Builder.create(this, "Stage")
                        .httpApi(api)
                        .stageName("$default")
                        .autoDeploy(true)
                        .detailedMetricsEnabled(true)
                        .throttle(RouteThrottles.least(settings.throttles().values()))
                        .accessLogSettings(new AccessLog(this, settings))
                        .build();
        RouteThrottles.set(made, settings.throttles());
        return made;
    }

    private static HttpJwtAuthorizer authorizer(AcceptedTokens tokens) {
        return HttpJwtAuthorizer.Builder.create("Tokens", tokens.issuer())
                .jwtAudience(tokens.audiences())
                .build();
    }

    /** One integration for all routes of a function. */
    private HttpLambdaIntegration integration(NetStockFunction which) {
        return integrations.computeIfAbsent(
                which,
                same ->
                        HttpLambdaIntegration.Builder.create(
                                        which.id(), requireNonNull(functions.get(which)).live())
                                .timeout(PATIENCE)
                                .build());
    }

    private void addRoute(Route route, HttpJwtAuthorizer authorizer) {
        api.addRoutes(
                        AddRoutesOptions.builder()
                                .path(route.path())
                                .methods(List.of(route.method()))
                                .integration(integration(route.function()))
                                .authorizer(authorizer)
                                .authorizationScopes(List.of(route.scope().fullName()))
                                .build())
                .forEach(this::stageAfter);
    }

    /** A stage that throttles a route which does not exist yet is refused by API Gateway. */
    private void stageAfter(HttpRoute route) {
        stage.getNode().addDependency(route);
    }
}
