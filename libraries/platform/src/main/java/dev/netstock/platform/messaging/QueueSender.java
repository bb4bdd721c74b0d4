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

/**
 * Sends messages to a queue, each at least once. Thread-safe.
 *
 * <p>In a FIFO queue, messages of one group that go by one call may change places where the queue
 * refuses some for a while: let a call send one message of each group.
 */
public final class QueueSender {
    private final SqsClient client;
    private final String queueUrl;
    private final BatchSender<SendMessageBatchRequestEntry> sending;

    /**
     * @param client the client, as {@link MessagingClients} makes it
     * @param queueUrl the queue
     * @param retries how to repeat
     * @param parallel runs the requests side by side
     */
    public QueueSender(SqsClient client, String queueUrl, Retries retries, Parallel parallel) {
        this.client = client;
        this.queueUrl = queueUrl;
        this.sending = new BatchSender<>(this::request, retries, parallel);
    }

    /**
     * Sends messages, in as few requests as fit.
     *
     * @return the ids of the messages that are not sent: refused, or the queue did not take them
     *     within the call's deadline; the others are
     * @throws software.amazon.awssdk.core.exception.SdkException if the queue takes nothing at all
     *     from this function: it does not exist, or the permission is missing
     */
    public Set<String> send(List<QueuedMessage> messages, Call call) {
        return sendEach(messages, call).ids();
    }

    /** The same; tells those that may be sent later from those that were refused for good. */
    public UnsentMessages sendEach(List<QueuedMessage> messages, Call call) {
        List<OutgoingMessage<SendMessageBatchRequestEntry>> outgoing = new ArrayList<>();
        for (QueuedMessage message : messages) {
            outgoing.add(outgoing(Integer.toString(outgoing.size()), message));
        }
        return sending.send(outgoing, call);
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

    private List<Refusal> request(List<SendMessageBatchRequestEntry> entries) {
        return client
                .sendMessageBatch(batch -> batch.queueUrl(queueUrl).entries(entries))
                .failed()
                .stream()
                .map(failed -> new Refusal(failed.id(), failed.code(), failed.senderFault()))
                .toList();
    }
}
