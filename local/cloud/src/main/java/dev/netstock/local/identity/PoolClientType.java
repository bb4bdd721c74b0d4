package dev.netstock.local.identity;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code AWS::Cognito::UserPoolClient}: with a secret for the flow client_credentials, generated at
 * every start, or without one for the authorization code flow.
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
        String id = resource.logicalId().toLowerCase(Locale.ROOT);
        Map<String, String> attributes = new HashMap<>();
        attributes.put("ClientId", id);
        attributes.put("Name", properties.optionalText("ClientName").orElse(id));
        if (isPublic(properties)) {
            pool.add(publicClient(id, properties, pool));
        } else {
            var client =
                    new PoolClient(
                            id, secret(), scopes(properties, pool), accessValidity(properties));
            pool.add(client);
            attributes.put("ClientSecret", client.secret());
        }
        ignore(properties);
        properties.finish();
        return new ProvisionedResource(id, attributes);
    }

    /** Whether it is for people, and not for a machine. */
    private static boolean isPublic(Properties properties) {
        boolean enabled = properties.flag("AllowedOAuthFlowsUserPoolClient", false);
        var flows = properties.texts("AllowedOAuthFlows");
        boolean isPublic = flows.equals(List.of("code"));
        if (!enabled || !(isPublic || flows.equals(List.of("client_credentials")))) {
            throw new TemplateException(
                    "A client with another flow than code or client_credentials is not supported",
                    properties.path());
        }
        if (properties.flag("GenerateSecret", false) == isPublic) {
            throw new TemplateException(
                    "client_credentials needs GenerateSecret, and code is supported without it",
                    properties.path());
        }
        return isPublic;
    }

    private static PublicClient publicClient(String id, Properties properties, UserPool pool) {
        var rotation = properties.optionalObject("RefreshTokenRotation");
        rotation.ifPresent(it -> it.ignore("Feature"));
        return new PublicClient(
                id,
                scopes(properties, pool),
                accessValidity(properties),
                validity(properties, "RefreshToken", "days", 30),
                Duration.ofSeconds(
                        rotation.map(it -> it.optionalNumber("RetryGracePeriodSeconds").orElse(0))
                                .orElse(0)),
                properties.texts("CallbackURLs").stream().map(URI::create).toList(),
                properties.texts("LogoutURLs").stream().map(URI::create).toList());
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
    private static Duration accessValidity(Properties properties) {
        return validity(properties, "AccessToken", "hours", 1);
    }

    private static Duration validity(
            Properties properties, String token, String usualUnit, int usual) {
        String unit =
                properties
                        .optionalObject("TokenValidityUnits")
                        .flatMap(units -> unit(units, token))
                        .orElse(usualUnit);
        int amount = properties.optionalNumber(token + "Validity").orElse(usual);
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

    private static Optional<String> unit(Properties units, String token) {
        units.ignore("IdToken");
        Map<String, Optional<String>> read = new HashMap<>();
        for (String each : List.of("AccessToken", "RefreshToken")) {
            read.put(each, units.optionalText(each));
        }
        return read.getOrDefault(token, Optional.empty());
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
