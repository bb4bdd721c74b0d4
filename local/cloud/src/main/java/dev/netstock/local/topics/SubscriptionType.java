package dev.netstock.local.topics;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.ProvisionedResource;
import dev.netstock.local.template.ResourceDeclaration;
import dev.netstock.local.template.ResourceType;
import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplatePath;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code AWS::SNS::Subscription} of a queue or a Firehose stream.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html">AWS::SNS::Subscription</a>
 */
public record SubscriptionType(Topics topics) implements ResourceType {
    private static final List<String> JSON_ATTRIBUTES = List.of("FilterPolicy", "RedrivePolicy");
    private static final List<String> ATTRIBUTES =
            List.of("FilterPolicyScope", "RawMessageDelivery", "SubscriptionRoleArn");

    @Override
    public String name() {
        return "AWS::SNS::Subscription";
    }

    @Override
    public ProvisionedResource provision(ResourceDeclaration resource) {
        Properties properties = resource.properties();
        Subscription subscription =
                required(
                        topics.subscribe(
                                properties.text("TopicArn"),
                                properties.text("Protocol"),
                                properties.text("Endpoint"),
                                attributes(properties)),
                        properties.path());
        properties.ignore("Region");
        properties.finish();
        return new ProvisionedResource(subscription.arn(), Map.of("Arn", subscription.arn()));
    }

    /** The subscription, or an exception for an invalid template. */
    static Subscription required(Validated<Subscription> subscribed, TemplatePath path) {
        return switch (subscribed) {
            case Validated.Valid<Subscription>(Subscription it) -> it;
            case Validated.Refused<Subscription>(SnsError refusal) ->
                    throw new TemplateException(refusal.message(), path);
        };
    }

    private static Map<String, String> attributes(Properties properties) {
        Map<String, String> attributes = new HashMap<>();
        for (String name : JSON_ATTRIBUTES) {
            properties.json(name).map(JsonNode::toString).ifPresent(it -> attributes.put(name, it));
        }
        for (String name : ATTRIBUTES) {
            properties.optionalText(name).ifPresent(it -> attributes.put(name, it));
        }
        return attributes;
    }
}
