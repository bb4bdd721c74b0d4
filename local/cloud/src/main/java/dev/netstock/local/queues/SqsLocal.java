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
 * ElasticMQ behind a front that checks requests as SQS does: together they stand in for SQS, on
 * loopback, with messages in memory. Thread-safe.
 */
public final class SqsLocal implements AutoCloseable {
    /** Kept, since the logging system forgets the levels of loggers that nobody holds. */
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("org.elasticmq"), Logger.getLogger("org.apache.pekko"));

    private final SqsFront front;
    private final SQSRestServer server;
    private final SqsClient client;

    private SqsLocal(SqsFront front, SQSRestServer server, Environment environment) {
        this.front = front;
        this.server = server;
        int port = server.waitUntilStarted().localAddress().getPort();
        front.passOnTo(URI.create("http://127.0.0.1:" + port));
        this.client = client(front.address(), environment);
    }

    /** Starts it on a free port, and returns once it listens. */
    public static SqsLocal start(Environment environment) {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        var front = new SqsFront();
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

    /** Where AWS clients reach it. */
    public URI endpoint() {
        return front.address();
    }

    /** A client of it, which lives as long as this. */
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
