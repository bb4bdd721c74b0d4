package dev.netstock.local.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.local.eventsource.MappingDefinition;
import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * {@code AWS::Lambda::EventSourceMapping} of a DynamoDB stream, a Kinesis stream or an SQS queue.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html">AWS::Lambda::EventSourceMapping</a>
 */
public record EventSourceMappingType(
        List<MappingDefinition> declared, FailureDestinations destinations)
        implements ResourceType {
    @Override
    public String name() {
        return "AWS::Lambda::EventSourceMapping";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String id = id(resource);
        MappingDefinition mapping = mapping(id, properties);
        properties.ignore("MetricsConfig", "Tags");
        if (properties.flag("Enabled", true)) {
            declared.add(mapping);
        }
        properties.finish();
        return new ProvisionedResource(id, Map.of("Id", id));
    }

    /** Stable across restarts, so that discarded batches can be found later. */
    private static String id(ResourceDeclaration resource) {
        String name = resource.path().stack() + "-" + resource.logicalId();
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
    }

    private MappingDefinition mapping(String id, Properties properties) {
        String source = properties.text("EventSourceArn");
        if (source.startsWith("arn:aws:dynamodb:") && source.contains("/stream/")) {
            return new StreamMappingProperties(properties, destinations).definition(id, source);
        }
        if (source.startsWith("arn:aws:kinesis:") && source.contains(":stream/")) {
            return new StreamMappingProperties(properties, destinations).withoutFilters(id, source);
        }
        if (source.startsWith("arn:aws:sqs:")) {
            return new QueueMappingProperties(properties).definition(id, source);
        }
        throw new TemplateException(
                "The event source " + source + " is not supported", properties.path());
    }
}
