package dev.netstock.local.routes;

import dev.netstock.local.httpapi.JwtAuthorizerDefinition;
import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code AWS::ApiGatewayV2::Authorizer} of the type JWT.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html">AWS::ApiGatewayV2::Authorizer</a>
 */
record AuthorizerType(DeclaredApis apis) implements ResourceType {
    @Override
    public String name() {
        return "AWS::ApiGatewayV2::Authorizer";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String type = properties.text("AuthorizerType");
        if (!type.equals("JWT")) {
            throw new TemplateException(
                    "The authorizer type " + type + " is not supported", properties.path());
        }
        apis.of(properties).add(resource.logicalId(), authorizer(properties));
        properties.ignore("Name");
        properties.finish();
        return new ProvisionedResource(
                resource.logicalId(), Map.of("AuthorizerId", resource.logicalId()));
    }

    private static JwtAuthorizerDefinition authorizer(Properties properties) {
        Properties jwt = properties.object("JwtConfiguration");
        return new JwtAuthorizerDefinition(
                URI.create(jwt.text("Issuer")),
                Set.copyOf(jwt.texts("Audience")),
                identitySource(properties));
    }

    private static String identitySource(Properties properties) {
        List<String> sources = properties.texts("IdentitySource");
        if (sources.size() != 1) {
            throw new TemplateException("One identity source is expected", properties.path());
        }
        return sources.getFirst();
    }
}
