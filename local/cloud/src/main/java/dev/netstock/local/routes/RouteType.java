package dev.netstock.local.routes;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.Provisioned;
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
    public Provisioned provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        apis.of(properties)
                .add(
                        new DeclaredApi.Route(
                                properties.text("RouteKey"),
                                integration(properties),
                                authorizer(properties),
                                Set.copyOf(properties.texts("AuthorizationScopes")),
                                resource.path()));
        properties.passOver("OperationName");
        properties.finish();
        return new Provisioned(resource.logicalId(), Map.of("RouteId", resource.logicalId()));
    }

    private static String integration(Properties properties) {
        String target = properties.text("Target");
        if (!target.startsWith(TARGET)) {
            throw new TemplateException(
                    "The target " + target + " is not known", properties.path());
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
                            "The authorization type " + type + " is not known", properties.path());
        };
    }
}
