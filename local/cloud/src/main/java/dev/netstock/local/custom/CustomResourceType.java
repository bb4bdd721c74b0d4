package dev.netstock.local.custom;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * {@code Custom::…}: its function runs after all functions are deployed and before event source
 * mappings start. A template therefore cannot use the response.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html">AWS::CloudFormation::CustomResource</a>
 */
public record CustomResourceType(List<CustomResource> declared) implements ResourceType {
    /** The prefix of custom type names. */
    public static final String PREFIX = "Custom::";

    private static final int TIMEOUT_S = 3_600;

    @Override
    public String name() {
        return PREFIX;
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        var timeout =
                Duration.ofSeconds(properties.optionalNumber("ServiceTimeout").orElse(TIMEOUT_S));
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (String name : properties.names()) {
            properties.json(name).ifPresent(value -> all.set(name, value));
        }
        declared.add(
                new CustomResource(
                        resource.path(),
                        resource.logicalId(),
                        resource.type(),
                        properties.text("ServiceToken"),
                        all,
                        timeout));
        properties.finish();
        return new ProvisionedResource(resource.logicalId(), Map.of());
    }
}
