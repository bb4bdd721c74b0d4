package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.util.List;

class IdentityTest {
    private static final String CLIENT = "AWS::Cognito::UserPoolClient";

    private final StageTemplates dev = StageTemplates.of("dev");

    @Test
    void tokens_areIssuedByTheOwnUserPoolToItsClients() {
        var jwt = authorizer(dev).property("JwtConfiguration");
        assertThat(dev.textOf(jwt.path("Issuer"))).isEqualTo("IdentityUserPool.ProviderURL");
        assertThat(Resource.elements(jwt.path("Audience")).map(dev::textOf))
                .containsExactlyInAnyOrder(
                        "IdentityStorefront", "IdentityOperator", "IdentityConsole");
    }

    @Test
    void tokens_areReadFromTheAuthorizationHeader() {
        assertThat(authorizer(dev).at("/IdentitySource/0").asText())
                .isEqualTo("$request.header.Authorization");
    }

    @Test
    void resourceServer_hasTheScopesReadViewReserveAndOperate() {
        var server =
                dev.api()
                        .resource(
                                "AWS::Cognito::UserPoolResourceServer",
                                "IdentityUserPoolResourceServer");
        assertThat(server.property("Identifier").asText()).isEqualTo("netstock");
        assertThat(server.property("Scopes"))
                .extracting(scope -> scope.path("ScopeName").asText())
                .containsExactlyInAnyOrder("read", "view", "reserve", "operate");
    }

    @Test
    void storefront_hasNoScopeToOperate() {
        assertThat(scopesOf("IdentityStorefront")).containsExactlyInAnyOrder("read", "reserve");
        assertThat(scopesOf("IdentityOperator"))
                .containsExactlyInAnyOrder("read", "view", "reserve", "operate");
    }

    @Test
    void console_isAPublicClientWithCodesAndRotatedRefreshTokens() {
        var console = dev.api().resource(CLIENT, "IdentityConsole");
        assertThat(console.property("GenerateSecret").asBoolean()).isFalse();
        assertThat(console.property("AllowedOAuthFlows"))
                .extracting(JsonNode::asText)
                .containsExactly("code");
        assertThat(console.at("/RefreshTokenRotation/Feature").asText()).isEqualTo("ENABLED");
        assertThat(console.at("/RefreshTokenRotation/RetryGracePeriodSeconds").asInt())
                .isBetween(1, 60);
        assertThat(scopesOf("IdentityConsole"))
                .containsExactlyInAnyOrder("read", "view", "reserve", "operate");
    }

    /** Cognito's default has the flow, and refuses it together with the rotation. */
    @Test
    void clientThatRotatesRefreshTokens_namesItsFlowsAndNotTheOneThatRefreshes() {
        assertThat(dev.api().resources(CLIENT))
                .filteredOn(it -> !it.property("RefreshTokenRotation").isMissingNode())
                .isNotEmpty()
                .allSatisfy(
                        client ->
                                assertThat(client.property("ExplicitAuthFlows"))
                                        .extracting(JsonNode::asText)
                                        .containsExactly("ALLOW_USER_SRP_AUTH"));
    }

    @Test
    void people_haveTheScopesOfTheirGroups() {
        assertThat(dev.api().resources("AWS::Cognito::UserPoolGroup"))
                .extracting(group -> group.property("GroupName").asText())
                .containsExactlyInAnyOrder("viewer", "operator", "admin");
        var trigger =
                dev.api()
                        .resource("AWS::Cognito::UserPool", "IdentityUserPool")
                        .at("/LambdaConfig/PreTokenGenerationConfig");
        assertThat(dev.textOf(trigger.path("LambdaArn"))).isEqualTo("SignInLive");
        assertThat(trigger.path("LambdaVersion").asText()).isEqualTo("V2_0");
        assertThat(dev.api().resources("AWS::Lambda::Permission"))
                .anySatisfy(
                        permission -> {
                            assertThat(permission.property("Principal").asText())
                                    .isEqualTo("cognito-idp.amazonaws.com");
                            assertThat(dev.textOf(permission.property("SourceArn")))
                                    .isEqualTo("IdentityUserPool.Arn");
                        });
    }

    @Test
    void clientsOfMachines_haveASecret() {
        assertThat(dev.api().resources(CLIENT))
                .filteredOn(it -> !it.logicalId().startsWith("IdentityConsole"))
                .hasSize(2)
                .allSatisfy(
                        client -> {
                            assertThat(client.property("GenerateSecret").asBoolean()).isTrue();
                            assertThat(client.property("AllowedOAuthFlows"))
                                    .extracting(JsonNode::asText)
                                    .containsExactly("client_credentials");
                            assertThat(client.property("ExplicitAuthFlows"))
                                    .extracting(JsonNode::asText)
                                    .containsExactly("ALLOW_REFRESH_TOKEN_AUTH");
                        });
    }

    @Test
    void userPool_allowsNoSelfSignUp() {
        var pool = dev.api().resource("AWS::Cognito::UserPool", "IdentityUserPool");
        assertThat(pool.at("/AdminCreateUserConfig/AllowAdminCreateUserOnly").asBoolean()).isTrue();
    }

    @Test
    void tokenIssuer_setInTheStage_replacesTheUserPool() {
        var other =
                StageTemplates.with(
                        "dev",
                        """
                        tokenIssuer:
                          url: https://shop.eu.auth0.com/
                          audiences: ["https://netstock"]
                        corsOrigins: ["https://admin.shop.example"]
                        """);

        var jwt = authorizer(other).property("JwtConfiguration");
        assertThat(jwt.path("Issuer").asText()).isEqualTo("https://shop.eu.auth0.com/");
        assertThat(jwt.at("/Audience/0").asText()).isEqualTo("https://netstock");
        assertThat(other.api().resources("AWS::Cognito::UserPool")).isEmpty();
        assertThat(
                        other.api()
                                .resource("AWS::ApiGatewayV2::Api", "HttpApi")
                                .at("/CorsConfiguration/AllowOrigins/0")
                                .asText())
                .isEqualTo("https://admin.shop.example");
    }

    private static Resource authorizer(StageTemplates stage) {
        return stage.api().resource("AWS::ApiGatewayV2::Authorizer", "HttpApiTokens");
    }

    private List<String> scopesOf(String client) {
        var scopes = dev.api().resource(CLIENT, client).property("AllowedOAuthScopes");
        return Resource.elements(scopes)
                .map(dev::textOf)
                .map(scope -> scope.replace("IdentityUserPoolResourceServer/", ""))
                .toList();
    }
}
