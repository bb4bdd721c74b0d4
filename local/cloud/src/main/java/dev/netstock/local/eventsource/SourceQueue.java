package dev.netstock.local.eventsource;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A queue as an event source. Thread-safe. */
final class SourceQueue {
    /** Maximum messages per request. */
    static final int REQUEST_LIMIT = 10;

    private static final System.Logger LOG = System.getLogger(SourceQueue.class.getName());

    private final SqsClient client;
    private final String url;

    SourceQueue(SqsClient client, String name) {
        this.client = client;
        this.url = client.getQueueUrl(it -> it.queueName(name)).queueUrl();
    }

    /** The visibility timeout. */
    Duration visibilityTimeout() {
        return Duration.ofSeconds(numbers(QueueAttributeName.VISIBILITY_TIMEOUT));
    }

    /** Number of messages that are delayed or not visible. */
    long hidden() {
        return numbers(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    /** The sum of attributes that are numbers. */
    private long numbers(QueueAttributeName... names) {
        return client
                .getQueueAttributes(it -> it.queueUrl(url).attributeNames(names))
                .attributes()
                .values()
                .stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    /** Receives available messages, or waits for the first one; empty if none arrives. */
    List<Message> receive(int most, Duration wait) {
        return client.receiveMessage(
                        it ->
                                it.queueUrl(url)
                                        .maxNumberOfMessages(Math.min(most, REQUEST_LIMIT))
                                        .waitTimeSeconds((int) wait.toSeconds())
                                        .messageAttributeNames("All")
                                        .messageSystemAttributeNames(
                                                MessageSystemAttributeName.ALL))
                .messages();
    }

    /** Deletes the messages. Messages that cannot be deleted are delivered again, as with SQS. */
    void delete(List<QueuedMessage> messages) {
        for (int from = 0; from < messages.size(); from += REQUEST_LIMIT) {
            int to = Math.min(from + REQUEST_LIMIT, messages.size());
            var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
            for (QueuedMessage message : messages.subList(from, to)) {
                entries.add(entry(entries.size(), message));
            }
            request(entries);
        }
    }

    private void request(List<DeleteMessageBatchRequestEntry> entries) {
        var answer = client.deleteMessageBatch(it -> it.queueUrl(url).entries(entries));
        if (answer.hasFailed() && !answer.failed().isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} messages of {1} were processed too late to be deleted and will be"
                            + " delivered again",
                    answer.failed().size(),
                    url);
        }
    }

    private static DeleteMessageBatchRequestEntry entry(int number, QueuedMessage message) {
        return DeleteMessageBatchRequestEntry.builder()
                .id(Integer.toString(number))
                .receiptHandle(message.receiptHandle())
                .build();
    }
}
