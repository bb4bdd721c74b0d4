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
     * Subscribes a queue.
     *
     * @param types the types of events to deliver; {@code reservation.*} for all with that prefix
     */
    static void add(ITopic topic, ConsumerQueue queue, List<String> types) {
        topic.addSubscription(
                SqsSubscription.Builder.create(queue.queue())
                        .rawMessageDelivery(true)
                        .filterPolicy(Map.of("type", filter(types)))
                        .deadLetterQueue(queue.deadLetters())
                        .build());
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
