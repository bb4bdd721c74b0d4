package dev.netstock.local.routes;

import dev.netstock.local.httpapi.CorsDefinition;
import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code AWS::ApiGatewayV2::Api} of the protocol HTTP.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html">AWS::ApiGatewayV2::Api</a>
 */
record ApiType(DeclaredApis apis) implements ResourceType {
    @Override
    public String name() {
        return "AWS::ApiGatewayV2::Api";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        requireHttp(properties);
        String id = resource.logicalId().toLowerCase(Locale.ROOT);
        Optional<CorsDefinition> cors =
                properties.optionalObject("CorsConfiguration").map(ApiType::cors);
        apis.add(new DeclaredApi(id, cors, resource.path()));
        properties.ignore(
                "Description", "DisableExecuteApiEndpoint", "IpAddressType", "Name", "Tags");
        properties.finish();
        return new ProvisionedResource(
                id, Map.of("ApiId", id, "ApiEndpoint", apis.deployedUrl(id)));
    }

    private static void requireHttp(Properties properties) {
        String protocol = properties.text("ProtocolType");
        if (!protocol.equals("HTTP")) {
            throw new TemplateException(
                    "The protocol " + protocol + " is not supported", properties.path());
        }
    }

    private static CorsDefinition cors(Properties properties) {
        OptionalInt maxAge = properties.optionalNumber("MaxAge");
        return new CorsDefinition(
                properties.texts("AllowOrigins"),
                properties.texts("AllowMethods"),
                properties.texts("AllowHeaders"),
                properties.texts("ExposeHeaders"),
                maxAge.isPresent()
                        ? Optional.of(Duration.ofSeconds(maxAge.getAsInt()))
                        : Optional.empty(),
                properties.flag("AllowCredentials", false));
    }
}
