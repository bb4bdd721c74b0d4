package dev.netstock.local.functions;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;

import java.util.Map;

/**
 * {@code AWS::Lambda::Alias} of one version. Weighted aliases are not supported.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-alias.html">AWS::Lambda::Alias</a>
 */
public record AliasType(DeclaredFunctions functions) implements ResourceType {
    @Override
    public String name() {
        return "AWS::Lambda::Alias";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String arn =
                functions.alias(
                        properties.text("FunctionName"),
                        properties.text("FunctionVersion"),
                        properties.text("Name"),
                        resource.path());
        properties.ignore("Description", "ProvisionedConcurrencyConfig");
        properties.finish();
        return new ProvisionedResource(arn, Map.of("AliasArn", arn));
    }
}
