package dev.netstock.local.routes;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code AWS::ApiGatewayV2::Route}, open or behind a JWT authorizer.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html">AWS::ApiGatewayV2::Route</a>
 */
record RouteType(DeclaredApis apis) implements ResourceType {
    private static final String TARGET = "integrations/";

    @Override
    public String name() {
        return "AWS::ApiGatewayV2::Route";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        apis.of(properties)
                .add(
                        new DeclaredApi.Route(
                                properties.text("RouteKey"),
                                integration(properties),
                                authorizer(properties),
                                Set.copyOf(properties.texts("AuthorizationScopes")),
                                resource.path()));
        properties.ignore("OperationName");
        properties.finish();
        return new ProvisionedResource(
                resource.logicalId(), Map.of("RouteId", resource.logicalId()));
    }

    private static String integration(Properties properties) {
        String target = properties.text("Target");
        if (!target.startsWith(TARGET)) {
            throw new TemplateException(
                    "The target " + target + " is not supported", properties.path());
        }
        return target.substring(TARGET.length());
    }

    private static Optional<String> authorizer(Properties properties) {
        String type = properties.optionalText("AuthorizationType").orElse("NONE");
        return switch (type) {
            case "NONE" -> Optional.empty();
            case "JWT" -> Optional.of(properties.text("AuthorizerId"));
            default ->
                    throw new TemplateException(
                            "The authorization type " + type + " is not supported",
                            properties.path());
        };
    }
}
