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
 * Publishes events to the topic, each at least once: after a request in doubt it publishes again,
 * and consumers recognize duplicates by the event's id. Thread-safe.
 *
 * @param topic publishes the messages
 */
public record EventPublisher(TopicPublisher topic) {
    /** Region, credentials and endpoint come from the environment. */
    public static EventPublisher of(String topicArn, CallListener listener) {
        return new EventPublisher(
                MessagingClients.topic(MessagingClients.sns().build(), topicArn, listener));
    }

    /**
     * Publishes events, in as few requests as fit.
     *
     * @return the ids of the events that are not published: too large, or the topic did not accept
     *     them within the call's deadline; the others are
     * @throws software.amazon.awssdk.core.exception.SdkException if the topic accepts nothing from
     *     this function: it does not exist, or the permission is missing
     */
    public Set<String> publish(List<StockEvent> events, Call call) {
        return publishEach(events, call).ids();
    }

    /** The same; separates those that may be published later from those refused for good. */
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
