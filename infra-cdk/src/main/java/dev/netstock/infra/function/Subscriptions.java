package dev.netstock.infra.function;

import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.StringConditions;
import software.amazon.awscdk.services.sns.SubscriptionFilter;
import software.amazon.awscdk.services.sns.subscriptions.SqsSubscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Subscriptions of queues to the events. The body of a message is the event itself. SNS sends what
 * it cannot deliver to the dead-letter queue of the consumer.
 */
final class Subscriptions {
    private Subscriptions() {}

    /**
     * Subscribes a queue to the event types of its trigger. Events that the policy leaves out cost
     * no request behind the topic.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/sns/latest/dg/attribute-key-matching.html">Attribute
     *     key matching</a>: {@code exists} matches messages that have the attribute
     */
    static void add(ITopic topic, ConsumerQueue queue, Trigger.Queue trigger) {
        topic.addSubscription(
                SqsSubscription.Builder.create(queue.queue())
                        .rawMessageDelivery(true)
                        .filterPolicy(policy(trigger))
                        .deadLetterQueue(queue.deadLetters())
                        .build());
    }

    private static Map<String, SubscriptionFilter> policy(Trigger.Queue trigger) {
        var type = filter(trigger.eventTypes());
        return trigger.needsLocation()
                ? Map.of("type", type, "location", SubscriptionFilter.existsFilter())
                : Map.of("type", type);
    }

    private static SubscriptionFilter filter(List<String> types) {
        var whole = new ArrayList<String>();
        var prefixes = new ArrayList<String>();
        for (var type : types) {
            if (type.endsWith("*")) {
                prefixes.add(type.substring(0, type.length() - 1));
            } else {
                whole.add(type);
            }
        }
        return SubscriptionFilter.stringFilter(
                StringConditions.builder().allowlist(whole).matchPrefixes(prefixes).build());
    }
}
