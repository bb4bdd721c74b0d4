package dev.netstock.messaging;

import dev.netstock.events.EventJson;
import dev.netstock.events.StockEvent;
import dev.netstock.stock.Call;
import dev.netstock.stock.table.Parallel;
import dev.netstock.stock.table.Retries;

import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Publishes events to the topic, each at least once: where it is in doubt it publishes again, and
 * consumers know duplicates by the event's id. Thread-safe.
 */
public final class EventPublisher {
    private final SnsClient client;
    private final String topicArn;
    private final Sending<PublishBatchRequestEntry> sending;

    /**
     * @param client the client, as {@link MessagingClients} makes it
     * @param topicArn the topic
     * @param retries how to repeat
     * @param parallel runs the requests side by side
     */
    public EventPublisher(SnsClient client, String topicArn, Retries retries, Parallel parallel) {
        this.client = client;
        this.topicArn = topicArn;
        this.sending = new Sending<>(this::request, retries, parallel);
    }

    /**
     * Publishes events, in as few requests as fit.
     *
     * @return the ids of the events that are not published: too large, or the topic did not take
     *     them within the call's deadline; the others are
     * @throws software.amazon.awssdk.core.exception.SdkException if the topic takes nothing at all
     *     from this function: it does not exist, or the permission is missing
     */
    public Set<String> publish(List<StockEvent> events, Call call) {
        return publishEach(events, call).ids();
    }

    /** The same; tells those that may be published later from those that were refused for good. */
    public Unsent publishEach(List<StockEvent> events, Call call) {
        List<Outgoing<PublishBatchRequestEntry>> messages = new ArrayList<>();
        for (StockEvent event : events) {
            messages.add(message(Integer.toString(messages.size()), event));
        }
        return sending.send(messages, call);
    }

    private static Outgoing<PublishBatchRequestEntry> message(String entryId, StockEvent event) {
        String json = EventJson.write(event);
        Map<String, MessageAttributeValue> attributes = MessageAttributes.of(event);
        return new Outgoing<>(
                entryId,
                event.id(),
                json.getBytes(StandardCharsets.UTF_8).length + MessageAttributes.bytes(attributes),
                PublishBatchRequestEntry.builder()
                        .id(entryId)
                        .message(json)
                        .messageAttributes(attributes)
                        .build());
    }

    private List<Refusal> request(List<PublishBatchRequestEntry> entries) {
        return client
                .publishBatch(batch -> batch.topicArn(topicArn).publishBatchRequestEntries(entries))
                .failed()
                .stream()
                .map(failed -> new Refusal(failed.id(), failed.code(), failed.senderFault()))
                .toList();
    }
}
