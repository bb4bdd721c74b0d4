package dev.netstock.local.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.stream.Collectors.toMap;

import dev.netstock.local.httpapi.ThrottleDefinition;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplateProbe;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

class DeclaredApisTest {
    private final DeclaredApis apis = new DeclaredApis("ap-northeast-1");
    private final Map<String, TemplateProbe> types =
            apis.types().stream()
                    .collect(
                            toMap(
                                    (ResourceType type) ->
                                            type.name().substring("AWS::ApiGatewayV2::".length()),
                                    TemplateProbe::new));

    @BeforeEach
    void declareApi() {
        provision(
                "Api",
                "Store",
                """
                {'ProtocolType': 'HTTP', 'Name': 's',
                 'CorsConfiguration': {'AllowOrigins': ['https://shop.example'], 'MaxAge': 60}}
                """);
        provision(
                "Integration",
                "Checkout",
                """
                {'ApiId': 'store', 'IntegrationType': 'AWS_PROXY', 'PayloadFormatVersion': '2.0',
                 'IntegrationUri': 'arn:aws:lambda:r:a:function:f:live', 'TimeoutInMillis': 29000}
                """);
        provision(
                "Authorizer",
                "Tokens",
                """
                {'ApiId': 'store', 'AuthorizerType': 'JWT', 'Name': 't',
                 'IdentitySource': ['$request.header.Authorization'],
                 'JwtConfiguration': {'Audience': ['a', 'b'], 'Issuer': 'https://issuer.example/x'}}
                """);
        provision(
                "Stage",
                "Stage",
                """
                {'ApiId': 'store', 'StageName': '$default', 'AutoDeploy': true,
                 'DefaultRouteSettings': {'ThrottlingBurstLimit': 10, 'ThrottlingRateLimit': 20},
                 'RouteSettings': {
                   'PUT /a': {'ThrottlingBurstLimit': 1, 'ThrottlingRateLimit': 2.5}}}
                """);
    }

    @Test
    void definitions_whenAllResourcesAreDeclared_combinesThem() {
        provision("Route", "Put", route("PUT /a", "JWT"));
        provision("Route", "Get", route("GET /a", "NONE"));

        var api = apis.definitions().getFirst();
        var put = api.routes().getFirst();
        var get = api.routes().getLast();
        assertThat(api.cors().orElseThrow().allowOrigins()).containsExactly("https://shop.example");
        assertThat(api.cors().orElseThrow().maxAge()).contains(Duration.ofMinutes(1));
        assertThat(put.function()).isEqualTo("arn:aws:lambda:r:a:function:f:live");
        assertThat(put.timeout()).isEqualTo(Duration.ofSeconds(29));
        assertThat(put.scopes()).containsExactly("s/write");
        assertThat(put.throttle()).contains(new ThrottleDefinition(2.5, 1));
        assertThat(put.authorizer().orElseThrow().issuer())
                .isEqualTo(URI.create("https://issuer.example/x"));
        assertThat(put.authorizer().orElseThrow().audiences()).containsExactlyInAnyOrder("a", "b");
        assertThat(get.authorizer()).isEmpty();
        assertThat(get.throttle()).contains(new ThrottleDefinition(20, 10));
    }

    @Test
    void definitions_whenTheIntegrationIsAnInvokeApiPath_findTheFunction() {
        provision(
                "Integration",
                "Checkout",
                """
                {'ApiId': 'store', 'IntegrationType': 'AWS_PROXY', 'PayloadFormatVersion': '2.0',
                 'IntegrationUri': 'arn:aws:apigateway:r:lambda:path/2015-03-31/functions/%s/invocations'}
                """
                        .formatted("arn:aws:lambda:r:a:function:g"));
        provision("Route", "Get", route("GET /a", "NONE"));

        assertThat(apis.definitions().getFirst().routes().getFirst().function())
                .isEqualTo("arn:aws:lambda:r:a:function:g");
    }

    @Test
    void provision_ofAnUnsupportedResource_reportsTheReason() {
        assertRefused("Route", route("GET /a", "AWS_IAM"), "The authorization type AWS_IAM is not");
        assertRefused(
                "Api", "{'ProtocolType': 'WEBSOCKET'}", "The protocol WEBSOCKET is not supported");
        assertRefused(
                "Authorizer",
                "{'ApiId': 'store', 'AuthorizerType': 'REQUEST'}",
                "The authorizer type REQUEST is not supported");
        assertRefused(
                "Integration",
                """
                {'ApiId': 'store', 'IntegrationType': 'HTTP_PROXY', 'PayloadFormatVersion': '1.0'}\
                """,
                "The IntegrationType HTTP_PROXY is not supported");
        assertRefused(
                "Stage",
                "{'ApiId': 'store', 'StageName': 'v2', 'AutoDeploy': true}",
                "An API with more than one stage is not supported");
        assertRefused(
                "Route",
                "{'ApiId': 'other', 'RouteKey': 'GET /', 'Target': 'integrations/x'}",
                "There is no API other");
    }

    @Test
    void definitions_whenARouteHasNoIntegration_areRejected() {
        provision(
                "Route",
                "Get",
                "{'ApiId': 'store', 'RouteKey': 'GET /', 'Target': 'integrations/Nothing'}");

        assertThatThrownBy(apis::definitions)
                .isInstanceOf(TemplateException.class)
                .hasMessage("There is no integration Nothing (Stack: Resources.Get)");
    }

    private static String route(String key, String authorization) {
        String scopes = authorization.equals("JWT") ? "'AuthorizationScopes': ['s/write']," : "";
        String authorizer = authorization.equals("JWT") ? "'AuthorizerId': 'Tokens'," : "";
        return """
        {'ApiId': 'store', 'RouteKey': '%s', 'AuthorizationType': '%s', %s %s
         'Target': 'integrations/Checkout'}
        """
                .formatted(key, authorization, scopes, authorizer);
    }

    private void provision(String type, String logicalId, String properties) {
        Objects.requireNonNull(types.get(type)).provision(logicalId, properties);
    }

    private void assertRefused(String type, String properties, String problem) {
        assertThatThrownBy(() -> provision(type, "Part", properties))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(problem);
    }
}
