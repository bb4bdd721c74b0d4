package dev.netstock.messages;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.messaging.TopicMessage;
import dev.netstock.platform.messaging.TopicPublisher;
import dev.netstock.platform.messaging.UnsentMessages;

import java.util.List;
import java.util.Set;

/**
 * Publishes events to the topic, each at least once: if the outcome of a request is in doubt, it
 * publishes again, and consumers detect duplicates by the ID of the event. Thread-safe.
 *
 * @param topic sends the messages
 */
public record EventPublisher(TopicPublisher topic) {
    /** Region, credentials and endpoint come from the environment. */
    public static EventPublisher of(String topicArn, CallListener listener) {
        return new EventPublisher(
                MessagingClients.topic(MessagingClients.sns().build(), topicArn, listener));
    }

    /**
     * Publishes events in as few requests as possible.
     *
     * @return the IDs of the events that were not published, because they are too large or the
     *     topic did not accept them before the deadline of the call
     * @throws software.amazon.awssdk.core.exception.SdkException if the topic accepts no message of
     *     this function: it does not exist, or the permission is missing
     */
    public Set<String> publish(List<StockEvent> events, Call call) {
        return publishEach(events, call).ids();
    }

    /** Does the same, and separates events to retry later from those that were rejected. */
    public UnsentMessages publishEach(List<StockEvent> events, Call call) {
        return topic.publish(
                events.stream()
                        .map(
                                event ->
                                        new TopicMessage(
                                                event.id(),
                                                EventJson.write(event),
                                                MessageAttributes.of(event)))
                        .toList(),
                call);
    }
}
