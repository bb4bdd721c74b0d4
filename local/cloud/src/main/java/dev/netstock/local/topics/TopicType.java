package dev.netstock.local.topics;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;

import java.util.Map;

/**
 * {@code AWS::SNS::Topic}: a standard topic; FIFO topics are rejected.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html">AWS::SNS::Topic</a>
 */
public record TopicType(Topics topics) implements ResourceType {
    @Override
    public String name() {
        return "AWS::SNS::Topic";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        String name =
                properties
                        .optionalText("TopicName")
                        .orElseGet(() -> resource.path().stack() + "-" + resource.logicalId());
        if (properties.flag("FifoTopic", false)) {
            throw new TemplateException("FIFO topics are not supported", properties.path());
        }
        String arn = topics.create(name, properties.optionalText("DisplayName").orElse(""));
        properties.objects("Subscription").forEach(it -> subscribe(arn, it));
        ignore(properties);
        properties.finish();
        return new ProvisionedResource(arn, Map.of("TopicArn", arn, "TopicName", name));
    }

    private void subscribe(String topicArn, Properties subscription) {
        SubscriptionType.required(
                topics.subscribe(
                        topicArn,
                        subscription.text("Protocol"),
                        subscription.text("Endpoint"),
                        Map.of()),
                subscription.path());
    }

    private static void ignore(Properties properties) {
        properties.ignore(
                "DataProtectionPolicy",
                "DeliveryStatusLogging",
                "FifoThroughputScope",
                "KmsMasterKeyId",
                "SignatureVersion",
                "Tags",
                "TracingConfig");
    }
}
