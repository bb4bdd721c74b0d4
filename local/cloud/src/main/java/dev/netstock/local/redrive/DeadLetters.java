package dev.netstock.local.redrive;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

import java.util.List;
import java.util.Set;

/**
 * The dead letters of a queue. Each is sent to the queue and then deleted: whenever this is killed,
 * none is lost, and one may come twice. SQS has a task for the same ({@code StartMessageMoveTask});
 * ElasticMQ's moves nothing out of a FIFO queue, and moves what was deleted before as well.
 *
 * @param name what a person calls the consumer
 * @param sourceUrl the queue that they came from, and go back to
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

    /** No more than wait at its beginning, since some may be back before it ends. */
    @Override
    public RedriveResult redrive() {
        int waiting = waiting();
        int putBack = 0;
        List<Message> messages = receive(waiting);
        while (!messages.isEmpty()) {
            messages.forEach(this::putBack);
            putBack += messages.size();
            messages = receive(waiting - putBack);
        }
        return new RedriveResult(putBack, List.of());
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

    private void putBack(Message message) {
        client.sendMessage(copy(message));
        client.deleteMessage(it -> it.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    /**
     * A message of a group goes by a new deduplication id, or the queue would take it for the one
     * that it knows already; it is the same for the same dead letter.
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
