package dev.netstock.infra.events;

import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.StringConditions;
import software.amazon.awscdk.services.sns.SubscriptionFilter;
import software.amazon.awscdk.services.sns.subscriptions.SqsSubscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Subscriptions of queues to the events. A message's body is the event itself; what cannot be
 * handed over lands with the dead letters of its consumer.
 */
public final class Subscriptions {
    private final ITopic topic;

    public Subscriptions(ITopic topic) {
        this.topic = topic;
    }

    /**
     * Subscribes a queue.
     *
     * @param types the types of events that its consumer wants; {@code reservation.*} for all that
     *     begin so
     */
    public void to(ConsumerQueue pair, String... types) {
        topic.addSubscription(
                SqsSubscription.Builder.create(pair.queue())
                        .rawMessageDelivery(true)
                        .filterPolicy(Map.of("type", filter(types)))
                        .deadLetterQueue(pair.deadLetters())
                        .build());
    }

    private static SubscriptionFilter filter(String... types) {
        var whole = new ArrayList<String>();
        var prefixes = new ArrayList<String>();
        for (var type : List.of(types)) {
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
