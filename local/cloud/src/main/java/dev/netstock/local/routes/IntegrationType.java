package dev.netstock.local.routes;

import dev.netstock.local.httpapi.RouteDefinition;
import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code AWS::ApiGatewayV2::Integration} of the type AWS_PROXY with a Lambda function, payload
 * format 2.0.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html">AWS::ApiGatewayV2::Integration</a>
 */
record IntegrationType(DeclaredApis apis) implements ResourceType {
    private static final Pattern INVOCATION_PATH =
            Pattern.compile(
                    "arn:aws:apigateway:[^:]*:lambda:path/[^/]*/functions/(.*)/invocations");

    @Override
    public String name() {
        return "AWS::ApiGatewayV2::Integration";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        require(properties, "IntegrationType", "AWS_PROXY");
        require(properties, "PayloadFormatVersion", "2.0");
        apis.of(properties)
                .add(
                        resource.logicalId(),
                        new DeclaredApi.Integration(function(properties), timeout(properties)));
        properties.ignore("ConnectionType", "CredentialsArn", "Description", "IntegrationMethod");
        properties.finish();
        return new ProvisionedResource(
                resource.logicalId(), Map.of("IntegrationId", resource.logicalId()));
    }

    private static void require(Properties properties, String name, String known) {
        String value = properties.text(name);
        if (!value.equals(known)) {
            throw new TemplateException(
                    "The " + name + " " + value + " is not supported", properties.path());
        }
    }

    /** The integration URI is the function's ARN or the path of its Invoke API. */
    private static String function(Properties properties) {
        String uri = properties.text("IntegrationUri");
        Matcher path = INVOCATION_PATH.matcher(uri);
        String function = path.matches() ? path.group(1) : uri;
        if (!function.startsWith("arn:aws:lambda:")) {
            throw new TemplateException(
                    "The integration with " + uri + " is not supported", properties.path());
        }
        return function;
    }

    private static Duration timeout(Properties properties) {
        OptionalInt millis = properties.optionalNumber("TimeoutInMillis");
        return millis.isPresent() ? Duration.ofMillis(millis.getAsInt()) : RouteDefinition.LONGEST;
    }
}
