package dev.netstock.infra.api;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.api.identity.AcceptedTokens;
import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.Functions;
import dev.netstock.infra.function.Route;
import dev.netstock.infra.function.Scope;
import dev.netstock.infra.function.StageResources;
import dev.netstock.infra.stage.StageSettings;
import dev.netstock.infra.stage.Throttle;

import org.jspecify.annotations.Nullable;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpJwtAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.ApiMapping;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.CorsHttpMethod;
import software.amazon.awscdk.services.apigatewayv2.CorsPreflightOptions;
import software.amazon.awscdk.services.apigatewayv2.DomainName;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.MTLSConfig;
import software.amazon.awscdk.services.apigatewayv2.SecurityPolicy;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The HTTP API: every declared {@link Route} with its authorizer, scope, throttle and function. */
final class HttpFront extends Construct {
    /** The time that API Gateway waits. A function ends earlier. */
    private static final Duration TIMEOUT = Duration.seconds(29);

    private final StageResources resources;
    private final HttpApi api;
    private final HttpStage stage;
    private final @Nullable DomainName domain;

    HttpFront(Construct scope, StageResources resources, AcceptedTokens tokens) {
        super(scope, "Http");
        this.resources = resources;
        this.api = api();
        this.stage = stage();
        this.domain = domain();
        var authorizer = authorizer(tokens);
        for (var function : Functions.of(settings())) {
            if (!function.routes().isEmpty()) {
                addRoutes(function, authorizer);
            }
        }
    }

    String apiId() {
        return api.getApiId();
    }

    /** The URL that clients call: of the stage's edge or domain, if it has one. */
    String url() {
        var edge = settings().edge();
        if (edge != null) {
            return edge.url();
        }
        var domain = settings().domain();
        return domain == null ? api.getApiEndpoint() : "https://" + domain.name();
    }

    /** Where a DNS record of the stage's domain points to; null: it has no domain. */
    @Nullable String domainTarget() {
        return domain == null ? null : domain.getRegionalDomainName();
    }

    private HttpApi api() {
        return HttpApi.Builder.create(this, "Api")
                .description("net-stock " + settings().name())
                .createDefaultStage(false)
                .disableExecuteApiEndpoint(settings().domain() != null)
                .corsPreflight(cors())
                .build();
    }

    private @Nullable CorsPreflightOptions cors() {
        if (settings().corsOrigins().isEmpty()) {
            return null;
        }
        return CorsPreflightOptions.builder()
                .allowOrigins(settings().corsOrigins())
                .allowMethods(
                        List.of(
                                CorsHttpMethod.GET,
                                CorsHttpMethod.PUT,
                                CorsHttpMethod.PATCH,
                                CorsHttpMethod.POST,
                                CorsHttpMethod.DELETE))
                .allowHeaders(List.of("authorization", "content-type", "retry-attempt"))
                .maxAge(Duration.hours(1))
                .build();
    }

    private HttpStage stage() {
        var created =
                HttpStage.Builder.create(this, "Stage")
                        .httpApi(api)
                        .stageName("$default")
                        .autoDeploy(true)
                        .detailedMetricsEnabled(settings().detailedMetrics())
                        .throttle(lowestThrottle())
                        .accessLogSettings(new AccessLog(this, settings()))
                        .build();
        // CDK's stage has no throttles for single routes.
        if (created.getNode().getDefaultChild() instanceof CfnStage resource) {
            resource.setRouteSettings(throttlesByRoute());
        }
        return created;
    }

    /**
     * With a domain, clients cannot bypass it: the API's own address is off. With an edge, the
     * domain accepts only clients with a certificate, of which the distribution is the only one.
     */
    private @Nullable DomainName domain() {
        var wanted = settings().domain();
        if (wanted == null) {
            return null;
        }
        var created =
                DomainName.Builder.create(this, "Domain")
                        .domainName(wanted.name())
                        .certificate(
                                Certificate.fromCertificateArn(
                                        this, "Certificate", wanted.certificateArn()))
                        .securityPolicy(SecurityPolicy.TLS_1_2)
                        .mtls(clientCertificates())
                        .build();
        ApiMapping.Builder.create(this, "Mapping")
                .api(api)
                .stage(stage)
                .domainName(created)
                .build();
        return created;
    }

    private @Nullable MTLSConfig clientCertificates() {
        var edge = settings().edge();
        if (edge == null) {
            return null;
        }
        return MTLSConfig.builder()
                .bucket(Bucket.fromBucketName(this, "Truststore", edge.truststore().bucket()))
                .key(edge.truststore().key())
                .build();
    }

    /** Applies to a route without a throttle of its own. */
    private ThrottleSettings lowestThrottle() {
        var throttles =
                Functions.routesOf(settings()).stream().map(settings()::throttleOf).toList();
        return ThrottleSettings.builder()
                .rateLimit(
                        throttles.stream().mapToInt(Throttle::callsPerSecond).min().orElseThrow())
                .burstLimit(throttles.stream().mapToInt(Throttle::burst).min().orElseThrow())
                .build();
    }

    private Map<String, Object> throttlesByRoute() {
        var byRoute = new TreeMap<String, Object>();
        for (var route : Functions.routesOf(settings())) {
            var throttle = settings().throttleOf(route);
            byRoute.put(
                    route.key(),
                    Map.of(
                            "ThrottlingRateLimit", throttle.callsPerSecond(),
                            "ThrottlingBurstLimit", throttle.burst(),
                            "DetailedMetricsEnabled", settings().detailedMetrics()));
        }
        return byRoute;
    }

    private StageSettings settings() {
        return resources.settings();
    }

    private static HttpJwtAuthorizer authorizer(AcceptedTokens tokens) {
        return HttpJwtAuthorizer.Builder.create("Tokens", tokens.issuer())
                .jwtAudience(tokens.audiences())
                .build();
    }

    /** One integration serves all routes of a function. */
    private void addRoutes(FunctionSpec function, HttpJwtAuthorizer authorizer) {
        var integration =
                HttpLambdaIntegration.Builder.create(
                                function.id(), resources.function(function).live())
                        .timeout(TIMEOUT)
                        .build();
        for (var route : function.routes()) {
            var options =
                    AddRoutesOptions.builder()
                            .path(route.path())
                            .methods(List.of(route.method()))
                            .integration(integration);
            if (!route.isSigned()) {
                options.authorizer(authorizer)
                        .authorizationScopes(route.scopes().stream().map(Scope::fullName).toList());
            }
            api.addRoutes(options.build())
                    .forEach(
                            created -> {
                                stageAfter(created);
                                if (route.isSigned()) {
                                    acceptNoAuthorizer(created);
                                }
                            });
        }
    }

    private static void acceptNoAuthorizer(HttpRoute route) {
        AcceptedFindings.finding(
                route,
                "AwsSolutions-APIG4",
                "The sender signs the request instead of sending a token, and the function verifies"
                        + " the signature.");
    }

    /** API Gateway rejects a stage that throttles a route which does not exist yet. */
    private void stageAfter(HttpRoute route) {
        stage.getNode().addDependency(route);
    }
}
