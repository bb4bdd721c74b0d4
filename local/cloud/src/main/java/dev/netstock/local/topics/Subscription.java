package dev.netstock.local.topics;

import java.util.List;
import java.util.Optional;

/**
 * A subscription of an endpoint to a topic. Endpoints are in this process and never unavailable, so
 * nothing is retried. Thread-safe.
 */
final class Subscription {
    private static final System.Logger LOG = System.getLogger(Subscription.class.getName());

    private final String arn;
    private final String topicArn;
    private final Protocol protocol;
    private final String endpoint;
    private final Targets targets;
    private final Target target;
    private volatile SubscriptionSettings settings;

    Subscription(
            String arn,
            String topicArn,
            Protocol protocol,
            String endpoint,
            SubscriptionSettings settings,
            Targets targets,
            Target target) {
        this.arn = arn;
        this.topicArn = topicArn;
        this.protocol = protocol;
        this.endpoint = endpoint;
        this.settings = settings;
        this.targets = targets;
        this.target = target;
    }

    String arn() {
        return arn;
    }

    String topicArn() {
        return topicArn;
    }

    Protocol protocol() {
        return protocol;
    }

    String endpoint() {
        return endpoint;
    }

    SubscriptionSettings settings() {
        return settings;
    }

    /** Applies from the next message on. */
    void set(SubscriptionSettings changed) {
        settings = changed;
    }

    /**
     * Delivers the messages that match the filter. Those that the endpoint rejects go to the
     * dead-letter queue.
     */
    void deliver(List<Message> published) {
        SubscriptionSettings current = settings;
        List<Delivery> deliveries =
                published.stream()
                        .filter(it -> current.filter().map(f -> f.accepts(it)).orElse(true))
                        .map(it -> delivery(it, current))
                        .toList();
        if (deliveries.isEmpty()) {
            return;
        }
        List<Delivery> refused = target.deliver(deliveries);
        Optional<Target> deadLetters =
                refused.isEmpty()
                        ? Optional.empty()
                        : current.deadLetterArn().flatMap(targets::queue);
        List<Delivery> lost =
                deadLetters.isPresent()
                        ? deadLetters.get().deliver(refused.stream().map(Delivery::bare).toList())
                        : refused;
        if (!lost.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "Messages were discarded: {0}", lost.size());
        }
    }

    private Delivery delivery(Message message, SubscriptionSettings current) {
        return current.raw() ? Delivery.raw(message) : Delivery.enveloped(message, this);
    }
}
