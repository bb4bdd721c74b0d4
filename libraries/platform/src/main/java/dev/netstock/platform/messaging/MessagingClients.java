package dev.netstock.platform.messaging;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.Backoff;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.Pause;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.function.Lazy;
import dev.netstock.platform.function.Priming;

import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

import java.util.concurrent.ThreadLocalRandom;

/**
 * The clients of SNS and SQS. Like the DynamoDB client, they do not retry on their own: {@code
 * Retries} does, within the call's deadline, also for single messages of a batch, and reports each
 * failure in metrics.
 */
public final class MessagingClients {
    /** Shared by all queues of a function. */
    private static final Lazy<SqsClient> QUEUES = new Lazy<>(() -> sqs().build());

    private MessagingClients() {}

    /**
     * A sender from the environment: region, credentials and endpoint. Its client is created before
     * a snapshot, or when the first message is sent.
     */
    public static QueueSender queue(String queueUrl, CallListener listener) {
        Priming.register(_ -> QUEUES.get());
        return new QueueSender(QUEUES, queueUrl, retries(listener), parallel());
    }

    /** A publisher over an existing client. */
    public static TopicPublisher topic(SnsClient client, String topicArn, CallListener listener) {
        return new TopicPublisher(client, topicArn, retries(listener), parallel());
    }

    /** A sender over an existing client. */
    public static QueueSender sender(SqsClient client, String queueUrl, CallListener listener) {
        return new QueueSender(() -> client, queueUrl, retries(listener), parallel());
    }

    /** Builds a client of SNS. */
    public static SnsClientBuilder sns() {
        return SnsClient.builder()
                .httpClient(DynamoClients.httpClient())
                .overrideConfiguration(DynamoClients.overrides().build());
    }

    /** Builds a client of SQS. */
    public static SqsClientBuilder sqs() {
        return SqsClient.builder()
                .httpClient(DynamoClients.httpClient())
                .overrideConfiguration(DynamoClients.overrides().build());
    }

    private static Parallel parallel() {
        return Parallel.upTo(DynamoClients.CONNECTIONS_MAX);
    }

    private static Retries retries(CallListener listener) {
        return new Retries(
                Backoff.standard(() -> ThreadLocalRandom.current().nextLong()),
                Pause.SLEEP,
                listener);
    }
}
