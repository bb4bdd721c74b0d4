package dev.netstock.local.httpapi;

import dev.netstock.local.httpapi.JwtAuthorizer.Decision;
import dev.netstock.local.lambda.FunctionInvoker;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Processes a request: CORS, route, throttle, authorizer, integration. Thread-safe. */
final class Gateway implements AutoCloseable {
    private final HttpApiDefinition definition;
    private final Routes routes;
    private final Optional<CorsPolicy> cors;
    private final JwtAuthorizer authorizer;
    private final ProxyEvent event;
    private final LambdaIntegration integration;
    private final InstantSource clock;

    Gateway(
            HttpApiDefinition definition,
            FunctionInvoker functions,
            JwksSource keys,
            InstantSource clock) {
        this.definition = definition;
        this.routes = new Routes(definition.routes(), clock);
        this.cors = definition.cors().map(CorsPolicy::new);
        this.authorizer = new JwtAuthorizer(keys, clock);
        this.event = new ProxyEvent(definition);
        this.integration = new LambdaIntegration(functions);
        this.clock = clock;
    }

    ApiResponse answer(ApiRequest request, byte[] body) {
        String requestId = UUID.randomUUID().toString();
        ApiResponse answer =
                cors.isPresent() && request.isPreflight()
                        ? cors.get().preflight(request)
                        : decorated(request, route(request, body, requestId));
        return answer.with("apigw-requestid", requestId);
    }

    @Override
    public void close() {
        integration.close();
    }

    private ApiResponse decorated(ApiRequest request, ApiResponse answer) {
        return cors.map(policy -> policy.decorate(request, answer)).orElse(answer);
    }

    private ApiResponse route(ApiRequest request, byte[] body, String requestId) {
        Optional<Routes.Match> match =
                definition
                        .afterStage(request.rawPath())
                        .flatMap(path -> routes.match(request.method(), path));
        if (match.isEmpty()) {
            return ApiResponse.message(404, "Not Found");
        }
        boolean throttled =
                match.get().route().throttle().stream().anyMatch(bucket -> !bucket.take());
        return throttled
                ? ApiResponse.message(429, "Too Many Requests")
                : authorize(request, body, match.get(), requestId);
    }

    private ApiResponse authorize(
            ApiRequest request, byte[] body, Routes.Match match, String requestId) {
        RouteDefinition route = match.route().definition();
        if (route.authorizer().isEmpty()) {
            return integrate(request, body, match, Optional.empty(), requestId);
        }
        JwtAuthorizerDefinition jwt = route.authorizer().get();
        Optional<String> token = IdentitySource.find(jwt.identitySource(), request);
        return switch (authorizer.authorize(jwt, route.scopes(), token)) {
            case Decision.Allowed allowed ->
                    integrate(request, body, match, Optional.of(allowed), requestId);
            case Decision.Unauthorized(Optional<String> reason) -> unauthorized(route, reason);
            case Decision.Forbidden() -> ApiResponse.message(403, "Forbidden");
        };
    }

    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html
    private static ApiResponse unauthorized(RouteDefinition route, Optional<String> reason) {
        String scopes = String.join(" ", route.scopes());
        String challenge =
                reason.map(
                                description ->
                                        "Bearer scope=\"%s\" error=\"invalid_token\" error_description=\"%s\""
                                                .formatted(scopes, description))
                        .orElse("Bearer");
        return ApiResponse.message(401, "Unauthorized").with("www-authenticate", challenge);
    }

    private ApiResponse integrate(
            ApiRequest request,
            byte[] body,
            Routes.Match match,
            Optional<Decision.Allowed> caller,
            String requestId) {
        String payload = event.of(request, body, match, caller, requestId, clock.instant());
        return integration.call(match.route().definition(), payload);
    }
}
