package dev.netstock.local.queues;

import dev.netstock.local.template.Environment;

import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.net.URI;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A local SQS on loopback: ElasticMQ with messages in memory, behind a proxy that validates
 * requests as SQS does. Thread-safe.
 */
public final class SqsLocal implements AutoCloseable {
    /** A strong reference; otherwise the logging system may discard the logger and its level. */
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("org.elasticmq"), Logger.getLogger("org.apache.pekko"));

    private final SqsFrontend front;
    private final SQSRestServer server;
    private final SqsClient client;

    private SqsLocal(SqsFrontend front, SQSRestServer server, Environment environment) {
        this.front = front;
        this.server = server;
        int port = server.waitUntilStarted().localAddress().getPort();
        front.forwardTo(URI.create("http://127.0.0.1:" + port));
        this.client = client(front.address(), environment);
    }

    /** Starts it on a free port and returns when it listens. */
    public static SqsLocal start(Environment environment) {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        var front = new SqsFrontend();
        var visible = new NodeAddress("http", "127.0.0.1", front.address().getPort(), "");
        return new SqsLocal(
                front,
                SQSRestServerBuilder.withInterface("127.0.0.1")
                        .withPort(0)
                        .withServerAddress(visible)
                        .withAWSRegion(environment.region())
                        .withAWSAccountId(environment.account())
                        .start(),
                environment);
    }

    /** Its endpoint. */
    public URI endpoint() {
        return front.address();
    }

    /** A client with the same lifetime as this service. */
    public SqsClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        front.close();
        server.stopAndWait();
    }

    private static SqsClient client(URI endpoint, Environment environment) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(environment.region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
