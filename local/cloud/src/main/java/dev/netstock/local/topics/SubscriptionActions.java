package dev.netstock.local.topics;

import dev.netstock.local.http.Xml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The actions on subscriptions.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html">Subscribe</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html">GetSubscriptionAttributes</a>
 */
record SubscriptionActions(Topics topics) {
    private static final int SUBSCRIPTION_ARN_ELEMENTS = 7;

    ActionResult subscribe(QueryParameters parameters) {
        return ActionResult.of(
                topics.subscribe(
                        parameters.text("TopicArn"),
                        parameters.text("Protocol"),
                        parameters.text("Endpoint"),
                        parameters.map("Attributes")),
                it -> ActionResult.done(xml -> xml.text("SubscriptionArn", it.arn())));
    }

    ActionResult unsubscribe(QueryParameters parameters) {
        String arn = parameters.text("SubscriptionArn");
        if (arn.split(":", -1).length < SUBSCRIPTION_ARN_ELEMENTS) {
            return ActionResult.refused(SnsError.invalid("SubscriptionArn: " + arn));
        }
        // Unsubscribing twice succeeds.
        topics.subscriptions().stream()
                .filter(it -> it.arn().equals(arn))
                .forEach(topics::unsubscribe);
        return ActionResult.done();
    }

    ActionResult list(QueryParameters parameters) {
        return list(topics.subscriptions(), parameters);
    }

    ActionResult listByTopic(QueryParameters parameters) {
        return ActionResult.of(
                topics.topic(parameters.text("TopicArn")),
                topic -> list(List.copyOf(topic.subscriptions()), parameters));
    }

    ActionResult getAttributes(QueryParameters parameters) {
        return ActionResult.of(found(parameters), it -> ActionResult.attributes(attributes(it)));
    }

    ActionResult setAttributes(QueryParameters parameters) {
        return ActionResult.of(
                found(parameters),
                subscription ->
                        ActionResult.of(
                                subscription
                                        .settings()
                                        .with(
                                                parameters.text("AttributeName"),
                                                parameters.text("AttributeValue")),
                                changed -> {
                                    subscription.set(changed);
                                    return ActionResult.done();
                                }));
    }

    private Validated<Subscription> found(QueryParameters parameters) {
        return topics.subscription(parameters.text("SubscriptionArn"));
    }

    private ActionResult list(List<Subscription> all, QueryParameters parameters) {
        return ActionResult.of(
                Page.of(all, parameters), page -> page.answer("Subscriptions", this::write));
    }

    private void write(Xml xml, Subscription subscription) {
        xml.text("SubscriptionArn", subscription.arn())
                .text("Owner", topics.owner())
                .text("Protocol", subscription.protocol().toString())
                .text("Endpoint", subscription.endpoint())
                .text("TopicArn", subscription.topicArn());
    }

    private Map<String, String> attributes(Subscription subscription) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("SubscriptionArn", subscription.arn());
        attributes.put("TopicArn", subscription.topicArn());
        attributes.put("Owner", topics.owner());
        attributes.put("Protocol", subscription.protocol().toString());
        attributes.put("Endpoint", subscription.endpoint());
        attributes.put("ConfirmationWasAuthenticated", "true");
        attributes.put("PendingConfirmation", "false");
        attributes.put("RawMessageDelivery", "false");
        attributes.putAll(subscription.settings().attributes());
        return attributes;
    }
}
