package dev.netstock.local.queues;

import dev.netstock.local.sqs.MessageQueue;
import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code AWS::SQS::Queue}: its properties and the queue's attributes have the same names.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html">AWS::SQS::Queue</a>
 */
public record QueueType(Queues queues) implements ResourceType {
    private static final List<String> ATTRIBUTES =
            List.of(
                    "ContentBasedDeduplication",
                    "DeduplicationScope",
                    "DelaySeconds",
                    "FifoQueue",
                    "FifoThroughputLimit",
                    "MessageRetentionPeriod",
                    "ReceiveMessageWaitTimeSeconds",
                    "VisibilityTimeout");

    @Override
    public String name() {
        return "AWS::SQS::Queue";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String name =
                properties
                        .optionalText("QueueName")
                        .orElseGet(() -> defaultName(resource, properties));
        Map<String, String> attributes = attributes(properties);
        ignore(properties);
        properties.finish();
        MessageQueue queue = queues.create(name, attributes);
        String url = queues.url(queue);
        return new ProvisionedResource(
                url, Map.of("Arn", queue.arn(), "QueueName", name, "QueueUrl", url));
    }

    private static String defaultName(ResourceDeclaration resource, Properties properties) {
        String name = resource.path().stack() + "-" + resource.logicalId();
        return properties.flag("FifoQueue", false) ? name + ".fifo" : name;
    }

    private static Map<String, String> attributes(Properties properties) {
        Map<String, String> attributes = new HashMap<>();
        for (String attribute : ATTRIBUTES) {
            properties.optionalText(attribute).ifPresent(value -> attributes.put(attribute, value));
        }
        properties
                .json("RedrivePolicy")
                .ifPresent(policy -> attributes.put("RedrivePolicy", policy.toString()));
        return attributes;
    }

    private static void ignore(Properties properties) {
        properties.ignore(
                "KmsDataKeyReusePeriodSeconds",
                "KmsMasterKeyId",
                "MaximumMessageSize",
                "RedriveAllowPolicy",
                "SqsManagedSseEnabled",
                "Tags");
    }
}
