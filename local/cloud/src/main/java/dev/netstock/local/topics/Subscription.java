package dev.netstock.local.topics;

import java.util.List;

/** A subscription of an endpoint to a topic. Thread-safe. */
final class Subscription implements AutoCloseable {
    private final String arn;
    private final String topicArn;
    private final Protocol protocol;
    private final String endpoint;
    private final DeliveryWorker courier;
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
        this.courier =
                DeliveryWorker.start(
                        target, () -> this.settings.deadLetterArn().flatMap(targets::queue));
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

    /** Accepts the messages that match the filter and delivers them asynchronously. */
    void accept(List<Message> published) {
        SubscriptionSettings current = settings;
        courier.accept(
                published.stream()
                        .filter(it -> current.filter().map(f -> f.accepts(it)).orElse(true))
                        .map(it -> delivery(it, current))
                        .toList());
    }

    @Override
    public void close() {
        courier.close();
    }

    private Delivery delivery(Message message, SubscriptionSettings current) {
        return current.raw() ? Delivery.raw(message) : Delivery.enveloped(message, this);
    }
}
