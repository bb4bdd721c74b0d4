package dev.netstock.local.functions;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;

import java.util.Map;

/**
 * {@code AWS::Lambda::Version}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html">AWS::Lambda::Version</a>
 */
public record VersionType(DeclaredFunctions functions) implements ResourceType {
    @Override
    public String name() {
        return "AWS::Lambda::Version";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String arn = functions.publish(properties.text("FunctionName"), resource.path());
        properties.ignore(
                "CodeSha256", "Description", "ProvisionedConcurrencyConfig", "RuntimePolicy");
        properties.finish();
        return new ProvisionedResource(
                arn, Map.of("FunctionArn", arn, "Version", DeclaredFunctions.VERSION));
    }
}
