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

    /** Accepts messages in this order for all subscriptions. */
    synchronized void publish(List<Message> messages) {
        subscriptions.forEach(it -> it.accept(messages));
    }
}
