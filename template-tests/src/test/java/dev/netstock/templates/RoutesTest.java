package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.toMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

@ParameterizedClass
@ValueSource(strings = {"dev", "staging", "prod"})
class RoutesTest {
    private static final Map<String, String> SCOPES =
            entries(
                    "PUT /v1/orders/{orderId}/reservation", "netstock/reserve",
                    "GET /v1/orders/{orderId}/reservation", "netstock/read",
                    "DELETE /v1/orders/{orderId}/reservation", "netstock/reserve",
                    "POST /v1/orders/{orderId}/confirmation", "netstock/reserve",
                    "PUT /v1/orders/{orderId}/cancellations/{cancellationId}", "netstock/reserve",
                    "GET /v1/stock/{sku}", "netstock/read",
                    "GET /v1/stock", "netstock/read",
                    "GET /v1/stock/{sku}/deltas", "netstock/read",
                    "GET /v1/sales", "netstock/read",
                    "GET /v1/skus/{sku}/settings", "netstock/operate",
                    "PUT /v1/skus/{sku}/settings", "netstock/operate",
                    "GET /v1/replenishment-requests", "netstock/read",
                    "GET /v1/stock/{sku}/explanation", "netstock/read",
                    "POST /v1/movements", "netstock/operate",
                    "GET /v1/imports", "netstock/operate",
                    "GET /v1/contradictions", "netstock/operate",
                    "GET /v1/sale-mode", "netstock/operate",
                    "PUT /v1/sale-mode", "netstock/operate");

    /** Calls a second and burst, route by route. */
    private static final Map<String, String> THROTTLES_OF_A_SALE =
            entries(
                    "PUT /v1/orders/{orderId}/reservation", "5000/2500",
                    "GET /v1/orders/{orderId}/reservation", "1000/500",
                    "DELETE /v1/orders/{orderId}/reservation", "2500/1250",
                    "POST /v1/orders/{orderId}/confirmation", "5000/2500",
                    "PUT /v1/orders/{orderId}/cancellations/{cancellationId}", "500/250",
                    "GET /v1/stock/{sku}", "5000/2500",
                    "GET /v1/stock", "1000/500",
                    "GET /v1/stock/{sku}/deltas", "100/50",
                    "GET /v1/sales", "100/50",
                    "GET /v1/skus/{sku}/settings", "100/50",
                    "PUT /v1/skus/{sku}/settings", "100/50",
                    "GET /v1/replenishment-requests", "100/50",
                    "GET /v1/stock/{sku}/explanation", "100/50",
                    "POST /v1/movements", "100/50",
                    "GET /v1/imports", "100/50",
                    "GET /v1/contradictions", "100/50",
                    "GET /v1/sale-mode", "100/50",
                    "PUT /v1/sale-mode", "100/50");

    private static final Map<String, String> SAME_THROTTLE =
            Map.of("dev", "2000/1000", "staging", "500/250");

    @Parameter String stage = "";

    @Test
    void everyRoute_asksForItsScopeByTheJwtAuthorizer() {
        assertThat(routes())
                .allSatisfy(
                        route -> {
                            assertThat(route.property("AuthorizationType").asText())
                                    .isEqualTo("JWT");
                            assertThat(spoken(route, "/AuthorizerId")).isEqualTo("HttpApiTokens");
                            assertThat(route.property("AuthorizationScopes")).hasSize(1);
                        });
        assertThat(
                        routes().stream()
                                .collect(
                                        toMap(
                                                RoutesTest::keyOf,
                                                route ->
                                                        route.at("/AuthorizationScopes/0")
                                                                .asText())))
                .isEqualTo(SCOPES);
    }

    @Test
    void everyRoute_isThrottledByItself() {
        var settings = stageResource().property("RouteSettings");
        var throttles =
                settings.properties().stream()
                        .collect(
                                toMap(
                                        Map.Entry::getKey,
                                        entry ->
                                                entry.getValue().path("ThrottlingRateLimit").asInt()
                                                        + "/"
                                                        + entry.getValue()
                                                                .path("ThrottlingBurstLimit")
                                                                .asInt()));
        assertThat(throttles).isEqualTo(expectedThrottles());
    }

    /** API Gateway refuses a throttle for a route that is not there yet. */
    @Test
    void theStage_isMadeAfterItsRoutes() {
        assertThat(stageResource().dependsOn())
                .containsAll(routes().stream().map(Resource::logicalId).toList());
    }

    @Test
    void everyRoute_callsTheAliasOfItsFunction() {
        assertThat(routes())
                .allSatisfy(
                        route -> {
                            assertThat(integrationOf(route))
                                    .contains(functionOf(keyOf(route)) + "Live");
                        });
    }

    @Test
    void everyRoute_mayCallItsFunctionAndNothingElseMay() {
        var permissions = api().resources("AWS::Lambda::Permission").toList();
        assertThat(permissions)
                .hasSameSizeAs(routes())
                .allSatisfy(
                        permission -> {
                            assertThat(permission.property("Principal").asText())
                                    .isEqualTo("apigateway.amazonaws.com");
                            assertThat(spoken(permission, "/SourceArn"))
                                    .contains(":HttpApi/*/*/v1/");
                        });
    }

    @Test
    void integrations_hand2_0PayloadsToTheFunctions() {
        assertThat(api().resources("AWS::ApiGatewayV2::Integration"))
                .hasSize(8)
                .allSatisfy(
                        integration -> {
                            assertThat(integration.property("PayloadFormatVersion").asText())
                                    .isEqualTo("2.0");
                            assertThat(integration.property("TimeoutInMillis").asInt())
                                    .isLessThan(30_000);
                        });
    }

    @Test
    void cors_isClosed() {
        var httpApi = api().resource("AWS::ApiGatewayV2::Api", "HttpApi");
        assertThat(httpApi.property("CorsConfiguration").isMissingNode()).isTrue();
    }

    private Map<String, String> expectedThrottles() {
        if (stage.equals("prod")) {
            return THROTTLES_OF_A_SALE;
        }
        return SCOPES.keySet().stream().collect(toMap(key -> key, _ -> SAME_THROTTLE.get(stage)));
    }

    private Template api() {
        return StageTemplates.of(stage).api();
    }

    private List<Resource> routes() {
        return api().resources("AWS::ApiGatewayV2::Route").toList();
    }

    private Resource stageResource() {
        return api().resource("AWS::ApiGatewayV2::Stage", "HttpStage");
    }

    private String integrationOf(Resource route) {
        var target = spoken(route, "/Target").replace("integrations/", "");
        return spoken(api().resource("AWS::ApiGatewayV2::Integration", target), "/IntegrationUri");
    }

    private String spoken(Resource resource, String pointer) {
        return StageTemplates.of(stage).spoken(resource.at(pointer));
    }

    private static String functionOf(String route) {
        if (route.contains("/orders/")) {
            return "Checkout";
        }
        if (route.contains("/stock")) {
            return route.endsWith("/explanation") ? "Explanation" : "Inquiry";
        }
        if (route.contains("/movements")) {
            return "Movements";
        }
        if (route.contains("/imports") || route.contains("/contradictions")) {
            return "Imports";
        }
        if (route.contains("/sale-mode")) {
            return "SaleMode";
        }
        return route.contains("/sales") ? "SalesInquiry" : "Settings";
    }

    /** As {@link Map#of()}, for any number of entries. */
    private static Map<String, String> entries(String... keysAndValues) {
        var entries = new HashMap<String, String>();
        for (var i = 0; i < keysAndValues.length; i += 2) {
            entries.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Map.copyOf(entries);
    }

    private static String keyOf(Resource route) {
        return route.property("RouteKey").asText();
    }
}
