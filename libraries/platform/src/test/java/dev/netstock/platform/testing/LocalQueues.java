package dev.netstock.platform.testing;

import dev.netstock.local.sqs.SqsLocal;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.messaging.MessagingClients;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A local SQS, one per JVM. Thread-safe. */
public final class LocalQueues {
    /** A long timeout for slow machines: a lost response is a fault that tests inject. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final SqsClient CLIENT = start();

    private LocalQueues() {}

    public static SqsClient client() {
        return CLIENT;
    }

    /** The URL of a new standard queue. */
    public static String create() {
        return create("", Map.of());
    }

    /** The URL of a new FIFO queue. */
    public static String createFifo() {
        return create(".fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
    }

    /** Receives and deletes all visible messages. */
    public static List<Message> drain(String queueUrl) {
        List<Message> all = new ArrayList<>();
        for (List<Message> some = receive(queueUrl); !some.isEmpty(); some = receive(queueUrl)) {
            all.addAll(some);
        }
        return all;
    }

    private static List<Message> receive(String queueUrl) {
        List<Message> messages =
                CLIENT.receiveMessage(
                                request ->
                                        request.queueUrl(queueUrl)
                                                .maxNumberOfMessages(10)
                                                .messageSystemAttributeNames(
                                                        MessageSystemAttributeName.ALL))
                        .messages();
        messages.forEach(
                message ->
                        CLIENT.deleteMessage(
                                request ->
                                        request.queueUrl(queueUrl)
                                                .receiptHandle(message.receiptHandle())));
        return messages;
    }

    private static String create(String ending, Map<QueueAttributeName, String> attributes) {
        String name = "q-" + UUID.randomUUID() + ending;
        return CLIENT.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private static SqsClient start() {
        var sqs = SqsLocal.start(Region.AP_NORTHEAST_1.id(), "000000000000");
        return MessagingClients.sqs()
                .httpClient(DynamoClients.httpClient(PATIENCE))
                .endpointOverride(sqs.endpoint())
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .build();
    }
}
