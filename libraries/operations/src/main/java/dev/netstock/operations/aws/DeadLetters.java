package dev.netstock.operations.aws;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The dead letters of a queue. Each is sent to the queue and then deleted. After a kill in between,
 * no message is lost, and one may be delivered twice. SQS has a task for the same purpose ({@code
 * StartMessageMoveTask}), which continues while messages that fail again return.
 *
 * @param name the name of the consumer
 * @param sourceUrl the queue that the messages came from and go back to
 * @param url the dead-letter queue
 */
public record DeadLetters(
        SqsClient client, String name, Set<String> otherNames, String sourceUrl, String url)
        implements FailedBatch {
    private static final int REQUEST_LIMIT = 10;
    private static final int WAIT_S = 1;

    /** How long a look hides the messages if it does not get to show them again. */
    private static final int HIDDEN_S = 5;

    private static final int REPLAYED_WITHIN_S = 30;

    public DeadLetters {
        otherNames = Set.copyOf(otherNames);
    }

    @Override
    public int waiting() {
        var attributes =
                client.getQueueAttributes(
                                it ->
                                        it.queueUrl(url)
                                                .attributeNames(
                                                        QueueAttributeName
                                                                .APPROXIMATE_NUMBER_OF_MESSAGES))
                        .attributes();
        return Integer.parseInt(
                attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"));
    }

    /** The name of the queue that the messages go back to. */
    public String queueName() {
        return sourceUrl.substring(sourceUrl.lastIndexOf('/') + 1);
    }

    /** How many messages wait in the queue, are in flight, and are delayed. */
    public QueueDepth depth() {
        return QueueDepth.of(client, sourceUrl);
    }

    @Override
    public String kind() {
        return "dead letters";
    }

    /**
     * Receives messages and makes them visible again at once. A receive counts: the number of
     * receives grows with each look, which has no effect in a queue without a redrive policy. A
     * replay that runs in between does not see the messages and returns for them.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html">Amazon
     *     SQS visibility timeout</a>
     */
    @Override
    public List<FailedMessage> peek(int most) {
        Map<String, Message> found = new LinkedHashMap<>();
        List<Message> some = receive(most, HIDDEN_S);
        while (!some.isEmpty()) {
            some.forEach(message -> found.putIfAbsent(message.messageId(), message));
            some = receive(most - found.size(), HIDDEN_S);
        }
        show(List.copyOf(found.values()));
        return found.values().stream().map(DeadLetters::failed).toList();
    }

    private void show(List<Message> messages) {
        for (int from = 0; from < messages.size(); from += REQUEST_LIMIT) {
            var entries =
                    messages.subList(from, Math.min(messages.size(), from + REQUEST_LIMIT)).stream()
                            .map(
                                    message ->
                                            ChangeMessageVisibilityBatchRequestEntry.builder()
                                                    .id(message.messageId())
                                                    .receiptHandle(message.receiptHandle())
                                                    .visibilityTimeout(0)
                                                    .build())
                            .toList();
            client.changeMessageVisibilityBatch(it -> it.queueUrl(url).entries(entries));
        }
    }

    private static FailedMessage failed(Message message) {
        return new FailedMessage(
                message.messageId(),
                Instant.ofEpochMilli(number(message, MessageSystemAttributeName.SENT_TIMESTAMP)),
                Optional.of(
                        Math.toIntExact(
                                number(
                                        message,
                                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))),
                List.of(message.body()),
                List.of());
    }

    private static long number(Message message, MessageSystemAttributeName name) {
        return Long.parseLong(message.attributes().getOrDefault(name, "0"));
    }

    @Override
    public RedriveResult redrive(String after, int most) {
        int replayed = 0;
        List<Message> messages = receive(most, REPLAYED_WITHIN_S);
        while (!messages.isEmpty()) {
            messages.forEach(this::replay);
            replayed += messages.size();
            messages = receive(most - replayed, REPLAYED_WITHIN_S);
        }
        return new RedriveResult(replayed, List.of(), "");
    }

    @Override
    public RedriveResult redrive() {
        return redrive("", waiting());
    }

    private List<Message> receive(int most, int hiddenSeconds) {
        if (most <= 0) {
            return List.of();
        }
        return client.receiveMessage(
                        it ->
                                it.queueUrl(url)
                                        .maxNumberOfMessages(Math.min(most, REQUEST_LIMIT))
                                        .waitTimeSeconds(WAIT_S)
                                        .visibilityTimeout(hiddenSeconds)
                                        .messageAttributeNames("All")
                                        .messageSystemAttributeNames(
                                                MessageSystemAttributeName.MESSAGE_GROUP_ID,
                                                MessageSystemAttributeName.SENT_TIMESTAMP,
                                                MessageSystemAttributeName
                                                        .APPROXIMATE_RECEIVE_COUNT))
                .messages();
    }

    private void replay(Message message) {
        client.sendMessage(copy(message));
        client.deleteMessage(it -> it.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    /**
     * A message of a group gets a new deduplication id, since the queue still remembers the old
     * one. The new id is derived from the message id, so it is the same if the replay is repeated.
     */
    private SendMessageRequest copy(Message message) {
        var copy =
                SendMessageRequest.builder()
                        .queueUrl(sourceUrl)
                        .messageBody(message.body())
                        .messageAttributes(message.messageAttributes());
        String group = message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
        if (group != null) {
            copy.messageGroupId(group).messageDeduplicationId("redriven-" + message.messageId());
        }
        return copy.build();
    }
}
