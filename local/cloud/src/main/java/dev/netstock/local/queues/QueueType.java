package dev.netstock.local.queues;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;

import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

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
    private static final List<QueueAttributeName> ATTRIBUTES =
            List.of(
                    QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                    QueueAttributeName.DELAY_SECONDS,
                    QueueAttributeName.FIFO_QUEUE,
                    QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                    QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
                    QueueAttributeName.VISIBILITY_TIMEOUT);

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
        Map<QueueAttributeName, String> attributes = attributes(properties);
        ignore(properties);
        properties.finish();
        String url = queues.create(name, attributes);
        return new ProvisionedResource(
                url, Map.of("Arn", queues.arn(name), "QueueName", name, "QueueUrl", url));
    }

    private static String defaultName(ResourceDeclaration resource, Properties properties) {
        String name = resource.path().stack() + "-" + resource.logicalId();
        return properties.flag("FifoQueue", false) ? name + ".fifo" : name;
    }

    private static Map<QueueAttributeName, String> attributes(Properties properties) {
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        for (QueueAttributeName attribute : ATTRIBUTES) {
            properties
                    .optionalText(attribute.toString())
                    .ifPresent(value -> attributes.put(attribute, value));
        }
        properties
                .json("RedrivePolicy")
                .ifPresent(
                        policy ->
                                attributes.put(
                                        QueueAttributeName.REDRIVE_POLICY, policy.toString()));
        return attributes;
    }

    private static void ignore(Properties properties) {
        properties.ignore(
                "DeduplicationScope",
                "FifoThroughputLimit",
                "KmsDataKeyReusePeriodSeconds",
                "KmsMasterKeyId",
                "MaximumMessageSize",
                "RedriveAllowPolicy",
                "SqsManagedSseEnabled",
                "Tags");
    }
}
