package dev.netstock.platform.messaging;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.Retries;

import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

import java.util.ArrayList;
import java.util.List;

/** Publishes messages to a topic, each at least once. Thread-safe. */
public final class TopicPublisher {
    private final SnsClient client;
    private final String topicArn;
    private final BatchSender<PublishBatchRequestEntry> sender;

    /**
     * @param client the client, as {@link MessagingClients} makes it
     * @param topicArn the topic
     * @param retries retries requests
     * @param parallel runs requests in parallel
     */
    public TopicPublisher(SnsClient client, String topicArn, Retries retries, Parallel parallel) {
        this.client = client;
        this.topicArn = topicArn;
        this.sender = new BatchSender<>(this::request, retries, parallel);
    }

    /**
     * Publishes messages in as few requests as possible.
     *
     * @return the unsent messages: rejected permanently, or not accepted within the call's deadline
     * @throws software.amazon.awssdk.core.exception.SdkException if the topic does not exist or the
     *     permission is missing
     */
    public UnsentMessages publish(List<TopicMessage> messages, Call call) {
        List<OutgoingMessage<PublishBatchRequestEntry>> outgoing = new ArrayList<>();
        for (TopicMessage message : messages) {
            String entryId = Integer.toString(outgoing.size());
            outgoing.add(
                    new OutgoingMessage<>(
                            entryId,
                            message.id(),
                            message.bytes(),
                            PublishBatchRequestEntry.builder()
                                    .id(entryId)
                                    .message(message.body())
                                    .messageAttributes(message.attributes())
                                    .build()));
        }
        return sender.send(outgoing, call);
    }

    private List<FailedEntry> request(List<PublishBatchRequestEntry> entries) {
        return client
                .publishBatch(batch -> batch.topicArn(topicArn).publishBatchRequestEntries(entries))
                .failed()
                .stream()
                .map(failed -> new FailedEntry(failed.id(), failed.code(), failed.senderFault()))
                .toList();
    }
}
