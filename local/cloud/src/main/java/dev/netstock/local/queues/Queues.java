package dev.netstock.local.queues;

import dev.netstock.local.template.Environment;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The queues that the templates declare. The server starts with the first. Not thread-safe. */
public final class Queues implements AutoCloseable {
    private final Environment environment;
    private final Map<String, String> urlsByArn = new HashMap<>();
    private @Nullable SqsLocal server;

    public Queues(Environment environment) {
        this.environment = environment;
    }

    /** The endpoint of the queues; empty if there are none. */
    public Optional<URI> endpoint() {
        return Optional.ofNullable(server).map(SqsLocal::endpoint);
    }

    /** The queue with this ARN, if a template declares it. */
    public Optional<FailureQueue> find(String arn) {
        SqsLocal running = server;
        String url = urlsByArn.get(arn);
        return url == null || running == null
                ? Optional.empty()
                : Optional.of(new FailureQueue(running.client(), url, arn));
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }

    String arn(String queue) {
        return environment.arn("sqs", queue);
    }

    /** Creates a queue and returns its URL. */
    String create(String name, Map<QueueAttributeName, String> attributes) {
        String url =
                running()
                        .client()
                        .createQueue(it -> it.queueName(name).attributes(attributes))
                        .queueUrl();
        urlsByArn.put(arn(name), url);
        return url;
    }

    private SqsLocal running() {
        SqsLocal running = server == null ? SqsLocal.start(environment) : server;
        server = running;
        return running;
    }
}
