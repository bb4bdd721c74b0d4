package dev.netstock.local.topics;

import dev.netstock.local.template.Environment;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The topics that the templates declare, with their subscriptions. The server starts with the first
 * topic. Thread-safe.
 */
public final class Topics implements AutoCloseable {
    private static final int ARN_ELEMENTS = 6;

    /** Protocols of SNS that the local SNS does not support. */
    private static final Set<String> UNSUPPORTED_PROTOCOLS =
            Set.of("application", "email", "email-json", "http", "https", "lambda", "sms");

    private final Environment environment;
    private final Targets targets;
    private final Map<String, Topic> topics = new ConcurrentSkipListMap<>();
    private @Nullable SnsServer server;

    public Topics(Environment environment, Destinations destinations) {
        this.environment = environment;
        this.targets = new Targets(destinations);
    }

    /** The endpoint of the topics; empty if there are none. */
    public synchronized Optional<URI> endpoint() {
        return Optional.ofNullable(server).map(SnsServer::address);
    }

    /** Stops the server. */
    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
        }
    }

    /** Creates a topic and returns its ARN. */
    synchronized String create(String name, String displayName) {
        if (server == null) {
            server = SnsServer.start(this, InstantSource.system());
        }
        String arn = environment.arn("sns", name);
        topics.putIfAbsent(arn, new Topic(arn, displayName));
        return arn;
    }

    String owner() {
        return environment.account();
    }

    Collection<Topic> all() {
        return topics.values();
    }

    Validated<Topic> topic(String arn) {
        int elements = arn.split(":", -1).length;
        if (elements < ARN_ELEMENTS) {
            return Validated.refused(
                    SnsError.invalid(
                            "TopicArn Reason: An ARN must have at least 6 elements, not "
                                    + elements));
        }
        Topic topic = topics.get(arn);
        return topic == null
                ? Validated.refused(SnsError.notFound("Topic"))
                : new Validated.Valid<>(topic);
    }

    List<Subscription> subscriptions() {
        return topics.values().stream().flatMap(it -> it.subscriptions().stream()).toList();
    }

    Validated<Subscription> subscription(String arn) {
        return subscriptions().stream()
                .filter(it -> it.arn().equals(arn))
                .findFirst()
                .<Validated<Subscription>>map(Validated.Valid::new)
                .orElseGet(() -> Validated.refused(SnsError.notFound("Subscription")));
    }

    /**
     * Subscribes an endpoint; repeating the request returns the same subscription.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html">Subscribe</a>
     */
    synchronized Validated<Subscription> subscribe(
            String topicArn, String protocol, String endpoint, Map<String, String> attributes) {
        Optional<Protocol> known = Protocol.of(protocol);
        if (known.isEmpty()) {
            return Validated.refused(
                    UNSUPPORTED_PROTOCOLS.contains(protocol)
                            ? SnsError.notImplemented("the protocol " + protocol)
                            : SnsError.invalid(
                                    "Amazon SNS does not support this protocol string: "
                                            + protocol));
        }
        return topic(topicArn)
                .then(
                        topic ->
                                SubscriptionSettings.of(attributes)
                                        .then(it -> subscribe(topic, known.get(), endpoint, it)));
    }

    void unsubscribe(Subscription subscription) {
        topics.values().forEach(it -> it.subscriptions().remove(subscription));
    }

    private Validated<Subscription> subscribe(
            Topic topic, Protocol protocol, String endpoint, SubscriptionSettings settings) {
        Optional<Subscription> found =
                topic.subscriptions().stream()
                        .filter(it -> it.protocol() == protocol && it.endpoint().equals(endpoint))
                        .findFirst();
        if (found.isPresent()) {
            return found.get().settings().attributes().equals(settings.attributes())
                    ? new Validated.Valid<>(found.get())
                    : Validated.refused(
                            SnsError.invalid(
                                    "Attributes Reason: Subscription already exists with different"
                                            + " attributes"));
        }
        if (protocol == Protocol.SQS && endpoint.endsWith(".fifo")) {
            return Validated.refused(
                    SnsError.invalid(
                            "Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS"
                                    + " topics"));
        }
        if (protocol == Protocol.FIREHOSE && !settings.hasRole()) {
            return Validated.refused(
                    SnsError.invalid("Attributes Reason: SubscriptionRoleArn is required"));
        }
        return targets.find(protocol, endpoint)
                .<Validated<Subscription>>map(
                        it -> new Validated.Valid<>(add(topic, protocol, endpoint, settings, it)))
                .orElseGet(
                        () ->
                                Validated.refused(
                                        SnsError.invalid(
                                                "Endpoint Reason: not supported: " + endpoint)));
    }

    private Subscription add(
            Topic topic,
            Protocol protocol,
            String endpoint,
            SubscriptionSettings settings,
            Target target) {
        var subscription =
                new Subscription(
                        topic.arn() + ":" + UUID.randomUUID(),
                        topic.arn(),
                        protocol,
                        endpoint,
                        settings,
                        targets,
                        target);
        topic.subscriptions().add(subscription);
        return subscription;
    }
}
