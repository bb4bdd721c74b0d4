package dev.netstock.local.queues;

import dev.netstock.local.eventsource.FailureDestination;
import dev.netstock.local.sqs.MessageQueue;
import dev.netstock.local.sqs.SqsLocal;
import dev.netstock.local.template.Environment;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The queues that the templates declare. The server starts with the first. Not thread-safe. */
public final class Queues implements AutoCloseable {
    private final Environment environment;
    private @Nullable SqsLocal server;

    public Queues(Environment environment) {
        this.environment = environment;
    }

    /** The endpoint of the queues; empty if there are none. */
    public Optional<URI> endpoint() {
        return Optional.ofNullable(server).map(SqsLocal::endpoint);
    }

    /** The queue with this ARN, if a template declares it. */
    public Optional<MessageQueue> find(String arn) {
        return Optional.ofNullable(server).flatMap(it -> it.findByArn(arn));
    }

    /** The age in seconds of the oldest message of a queue; empty if there is no such queue. */
    public OptionalDouble oldestSeconds(String name) {
        return Optional.ofNullable(server).flatMap(it -> it.find(name)).stream()
                .mapToDouble(it -> it.oldestAge().toSeconds())
                .findFirst();
    }

    /** The queue with this ARN as the destination of discarded batches. */
    public Optional<FailureDestination> failureDestination(String arn) {
        return find(arn).map(FailureQueue::new);
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }

    /** Creates a queue. */
    MessageQueue create(String name, Map<String, String> attributes) {
        return running().create(name, attributes);
    }

    /** The URL of a queue. */
    String url(MessageQueue queue) {
        return running().url(queue);
    }

    private SqsLocal running() {
        SqsLocal running =
                server == null
                        ? SqsLocal.start(environment.region(), environment.account())
                        : server;
        server = running;
        return running;
    }
}
