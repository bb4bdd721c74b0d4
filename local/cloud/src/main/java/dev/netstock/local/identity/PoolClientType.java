package dev.netstock.local.identity;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code AWS::Cognito::UserPoolClient} with the flow client_credentials; its secret is generated at
 * every start.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html">AWS::Cognito::UserPoolClient</a>
 */
record PoolClientType(UserPools pools) implements ResourceType {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 26;

    @Override
    public String name() {
        return "AWS::Cognito::UserPoolClient";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        UserPool pool = pools.of(properties);
        requireClientCredentials(properties);
        String id = resource.logicalId().toLowerCase(Locale.ROOT);
        var client = new PoolClient(id, secret(), scopes(properties, pool), validity(properties));
        pool.add(client);
        ignore(properties);
        properties.finish();
        return new ProvisionedResource(
                id,
                Map.of(
                        "ClientId", id,
                        "ClientSecret", client.secret(),
                        "Name", properties.optionalText("ClientName").orElse(id)));
    }

    private static void requireClientCredentials(Properties properties) {
        boolean enabled = properties.flag("AllowedOAuthFlowsUserPoolClient", false);
        var flows = properties.texts("AllowedOAuthFlows");
        if (!enabled || !flows.contains("client_credentials")) {
            throw new TemplateException(
                    "A client without the flow client_credentials is not supported",
                    properties.path());
        }
        if (!properties.flag("GenerateSecret", false)) {
            throw new TemplateException(
                    "client_credentials needs GenerateSecret", properties.path());
        }
    }

    private static Set<String> scopes(Properties properties, UserPool pool) {
        Set<String> scopes = Set.copyOf(properties.texts("AllowedOAuthScopes"));
        for (String scope : scopes) {
            if (!pool.hasScope(scope)) {
                throw new TemplateException(
                        "No resource server has the scope " + scope, properties.path());
            }
        }
        return scopes;
    }

    /** In hours unless the template has another unit; one hour by default. */
    private static Duration validity(Properties properties) {
        String unit =
                properties
                        .optionalObject("TokenValidityUnits")
                        .map(PoolClientType::accessTokenUnit)
                        .orElse("hours");
        int amount = properties.optionalNumber("AccessTokenValidity").orElse(1);
        return switch (unit) {
            case "seconds" -> Duration.ofSeconds(amount);
            case "minutes" -> Duration.ofMinutes(amount);
            case "hours" -> Duration.ofHours(amount);
            case "days" -> Duration.ofDays(amount);
            default ->
                    throw new TemplateException(
                            "The unit " + unit + " is not supported", properties.path());
        };
    }

    private static String accessTokenUnit(Properties units) {
        units.ignore("IdToken", "RefreshToken");
        return units.optionalText("AccessToken").orElse("hours");
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void ignore(Properties properties) {
        properties.ignore(
                "AuthSessionValidity",
                "CallbackURLs",
                "EnablePropagateAdditionalUserContextData",
                "EnableTokenRevocation",
                "ExplicitAuthFlows",
                "IdTokenValidity",
                "LogoutURLs",
                "PreventUserExistenceErrors",
                "ReadAttributes",
                "RefreshTokenRotation",
                "RefreshTokenValidity",
                "SupportedIdentityProviders",
                "WriteAttributes");
    }
}
