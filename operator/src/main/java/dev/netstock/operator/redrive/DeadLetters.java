package dev.netstock.operator.redrive;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

import java.util.List;
import java.util.Set;

/**
 * The dead letters of a queue. Each is sent to the queue and then deleted. If the command is killed
 * in between, no message is lost, and one may be delivered twice. SQS has a task for the same
 * purpose ({@code StartMessageMoveTask}), which continues while messages that fail again return.
 *
 * @param name the name of the consumer
 * @param sourceUrl the queue that the messages came from and go back to
 * @param url the dead-letter queue
 */
record DeadLetters(
        SqsClient client, String name, Set<String> otherNames, String sourceUrl, String url)
        implements FailedBatch {
    private static final int REQUEST_LIMIT = 10;
    private static final int WAIT_S = 1;

    DeadLetters {
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

    @Override
    public String kind() {
        return "dead letters";
    }

    /**
     * Replays at most as many messages as wait at the start, since a message that fails again
     * returns to the dead-letter queue.
     */
    @Override
    public RedriveResult redrive() {
        int waiting = waiting();
        int replayed = 0;
        List<Message> messages = receive(waiting);
        while (!messages.isEmpty()) {
            messages.forEach(this::replay);
            replayed += messages.size();
            messages = receive(waiting - replayed);
        }
        return new RedriveResult(replayed, List.of());
    }

    private List<Message> receive(int most) {
        if (most <= 0) {
            return List.of();
        }
        return client.receiveMessage(
                        it ->
                                it.queueUrl(url)
                                        .maxNumberOfMessages(Math.min(most, REQUEST_LIMIT))
                                        .waitTimeSeconds(WAIT_S)
                                        .messageAttributeNames("All")
                                        .messageSystemAttributeNames(
                                                MessageSystemAttributeName.MESSAGE_GROUP_ID))
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
