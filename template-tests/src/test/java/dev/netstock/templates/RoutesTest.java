package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.infra.function.Functions;
import dev.netstock.infra.function.Route;
import dev.netstock.infra.function.Scope;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

@ParameterizedClass
@MethodSource("dev.netstock.templates.StageTemplates#stages")
class RoutesTest {
    @Parameter String stage = "";

    @Test
    void everyRoute_needsItsScopeInAToken_unlessItsRequestsAreSigned() {
        assertThat(routes())
                .filteredOn(route -> !isSigned(route))
                .isNotEmpty()
                .allSatisfy(
                        route -> {
                            assertThat(route.property("AuthorizationType").asText())
                                    .isEqualTo("JWT");
                            assertThat(textOf(route, "/AuthorizerId")).isEqualTo("HttpApiTokens");
                        });
        assertThat(routes())
                .extracting(route -> keyOf(route) + " " + scopesOf(route))
                .containsExactlyInAnyOrderElementsOf(
                        Functions.routesOf(StageTemplates.settings(stage)).stream()
                                .map(
                                        route ->
                                                route.key()
                                                        + " "
                                                        + route.scopes().stream()
                                                                .map(Scope::fullName)
                                                                .toList())
                                .toList());
    }

    /** People who may only look have the scope to view, and no scope to operate. */
    @Test
    void everyRouteThatReadsForOperators_acceptsTheScopeToView() {
        assertThat(routes())
                .filteredOn(route -> scopesOf(route).contains("netstock/operate"))
                .isNotEmpty()
                .allSatisfy(
                        route ->
                                assertThat(scopesOf(route).contains("netstock/view"))
                                        .isEqualTo(keyOf(route).startsWith("GET ")));
    }

    /** The function verifies the signature of each request, and every other route needs a token. */
    @Test
    void routesWithoutAnAuthorizer_areThoseOfSignedRequestsAndHaveAReason() {
        assertThat(routes())
                .filteredOn(RoutesTest::isSigned)
                .extracting(RoutesTest::keyOf)
                .containsExactlyElementsOf(
                        StageTemplates.settings(stage).hasMalls()
                                ? List.of("POST /v1/mall-webhooks/{mall}")
                                : List.of());
        assertThat(routes())
                .filteredOn(RoutesTest::isSigned)
                .allSatisfy(
                        route -> {
                            assertThat(route.property("AuthorizerId").isMissingNode()).isTrue();
                            assertThat(
                                            route.json()
                                                    .at("/Metadata/cdk_nag/rules_to_suppress")
                                                    .toString())
                                    .contains("AwsSolutions-APIG4");
                        });
    }

    /** A token that may only read must not change anything. */
    @Test
    void everyRouteThatChangesSomething_needsMoreThanTheScopeToRead() {
        assertThat(routes())
                .filteredOn(route -> !keyOf(route).startsWith("GET "))
                .isNotEmpty()
                .noneMatch(route -> scopesOf(route).contains("netstock/read"))
                .noneMatch(route -> scopesOf(route).contains("netstock/view"));
    }

    @Test
    void everyRoute_hasTheThrottleThatItsStageSets() {
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
        var of = StageTemplates.settings(stage);
        assertThat(throttles)
                .isEqualTo(
                        Functions.routesOf(StageTemplates.settings(stage)).stream()
                                .collect(
                                        toMap(
                                                Route::key,
                                                route ->
                                                        of.throttleOf(route).callsPerSecond()
                                                                + "/"
                                                                + of.throttleOf(route).burst())));
    }

    /** API Gateway rejects a throttle for a route that does not exist yet. */
    @Test
    void stage_isCreatedAfterItsRoutes() {
        assertThat(stageResource().dependsOn())
                .containsAll(routes().stream().map(Resource::logicalId).toList());
    }

    @Test
    void everyRoute_callsTheAliasOfItsFunction() {
        var aliases = new HashMap<String, String>();
        for (var function : Functions.all()) {
            function.routes().forEach(it -> aliases.put(it.key(), function.id() + "Live"));
        }
        assertThat(routes())
                .allSatisfy(
                        route ->
                                assertThat(integrationOf(route))
                                        .contains(aliases.get(keyOf(route))));
    }

    @Test
    void onlyTheRoutesOfAFunction_mayInvokeIt() {
        var permissions =
                api().resources("AWS::Lambda::Permission")
                        .filter(it -> !it.property("Principal").asText().startsWith("cognito-idp"))
                        .toList();
        assertThat(permissions)
                .hasSameSizeAs(routes())
                .allSatisfy(
                        permission -> {
                            assertThat(permission.property("Principal").asText())
                                    .isEqualTo("apigateway.amazonaws.com");
                            assertThat(textOf(permission, "/SourceArn"))
                                    .contains(":HttpApi/*/*/v1/");
                        });
    }

    @Test
    void integrations_usePayloadFormat2_0() {
        assertThat(api().resources("AWS::ApiGatewayV2::Integration"))
                .hasSize(
                        (int)
                                StageTemplates.functionsOf(stage).stream()
                                        .filter(it -> !it.routes().isEmpty())
                                        .count())
                .allSatisfy(
                        integration -> {
                            assertThat(integration.property("PayloadFormatVersion").asText())
                                    .isEqualTo("2.0");
                            assertThat(integration.property("TimeoutInMillis").asInt())
                                    .isLessThan(30_000);
                        });
    }

    @Test
    void cors_isOff() {
        var httpApi = api().resource("AWS::ApiGatewayV2::Api", "HttpApi");
        assertThat(httpApi.property("CorsConfiguration").isMissingNode()).isTrue();
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
        var target = textOf(route, "/Target").replace("integrations/", "");
        return textOf(api().resource("AWS::ApiGatewayV2::Integration", target), "/IntegrationUri");
    }

    private String textOf(Resource resource, String pointer) {
        return StageTemplates.of(stage).textOf(resource.at(pointer));
    }

    private static List<String> scopesOf(Resource route) {
        return Resource.elements(route.property("AuthorizationScopes"))
                .map(JsonNode::asText)
                .toList();
    }

    private static boolean isSigned(Resource route) {
        return Functions.routes().stream()
                .filter(it -> it.key().equals(keyOf(route)))
                .allMatch(Route::isSigned);
    }

    private static String keyOf(Resource route) {
        return route.property("RouteKey").asText();
    }
}
