package dev.netstock.local.topics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A standard topic. Thread-safe.
 *
 * @param subscriptions may change concurrently
 */
record Topic(String arn, String displayName, List<Subscription> subscriptions) {
    Topic(String arn, String displayName) {
        this(arn, displayName, new CopyOnWriteArrayList<>());
    }

    /** Delivers messages in this order to all subscriptions. */
    synchronized void publish(List<Message> messages) {
        subscriptions.forEach(it -> it.deliver(messages));
    }
}
