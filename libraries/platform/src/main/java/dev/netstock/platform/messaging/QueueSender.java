package dev.netstock.platform.messaging;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.Retries;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Sends messages to a queue, each at least once. Thread-safe.
 *
 * <p>In a FIFO queue, messages of one group may be reordered within a call if the queue throttles
 * some of them: send only one message of each group per call.
 */
public final class QueueSender {
    private final Supplier<SqsClient> client;
    private final String queueUrl;
    private final BatchSender<SendMessageBatchRequestEntry> sender;

    /**
     * @param client supplies the client, as {@link MessagingClients} makes it
     * @param queueUrl the queue
     * @param retries retries requests
     * @param parallel runs requests in parallel
     */
    public QueueSender(
            Supplier<SqsClient> client, String queueUrl, Retries retries, Parallel parallel) {
        this.client = client;
        this.queueUrl = queueUrl;
        this.sender = new BatchSender<>(this::request, retries, parallel);
    }

    /**
     * Sends messages in as few requests as possible.
     *
     * @return the ids of the messages that were not sent, because the queue rejected them or did
     *     not accept them within the call's deadline
     * @throws software.amazon.awssdk.core.exception.SdkException if the queue does not exist or the
     *     permission is missing
     */
    public Set<String> send(List<QueuedMessage> messages, Call call) {
        return sendEach(messages, call).ids();
    }

    /**
     * Sends messages, and distinguishes those that may be sent later from those that were rejected
     * permanently.
     */
    public UnsentMessages sendEach(List<QueuedMessage> messages, Call call) {
        List<OutgoingMessage<SendMessageBatchRequestEntry>> outgoing = new ArrayList<>();
        for (QueuedMessage message : messages) {
            outgoing.add(outgoing(Integer.toString(outgoing.size()), message));
        }
        return sender.send(outgoing, call);
    }

    private static OutgoingMessage<SendMessageBatchRequestEntry> outgoing(
            String entryId, QueuedMessage message) {
        SendMessageBatchRequestEntry.Builder entry =
                SendMessageBatchRequestEntry.builder().id(entryId).messageBody(message.body());
        message.delay().map(Duration::toSeconds).map(Long::intValue).ifPresent(entry::delaySeconds);
        message.group()
                .ifPresent(
                        group ->
                                entry.messageGroupId(group)
                                        .messageDeduplicationId(message.deduplicationId()));
        return new OutgoingMessage<>(
                entryId,
                message.id(),
                message.body().getBytes(StandardCharsets.UTF_8).length,
                entry.build());
    }

    private List<FailedEntry> request(List<SendMessageBatchRequestEntry> entries) {
        return client
                .get()
                .sendMessageBatch(batch -> batch.queueUrl(queueUrl).entries(entries))
                .failed()
                .stream()
                .map(failed -> new FailedEntry(failed.id(), failed.code(), failed.senderFault()))
                .toList();
    }
}
