package dev.netstock.platform.messaging;

import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A message for a topic.
 *
 * @param id identifies it among unsent messages
 * @param body the message body
 * @param attributes attributes for filter policies of subscriptions
 */
public record TopicMessage(String id, String body, Map<String, MessageAttributeValue> attributes) {
    public TopicMessage {
        attributes = Map.copyOf(attributes);
    }

    /** Its size: the body, and names, types and values of the attributes. */
    long bytes() {
        return bytes(body)
                + attributes.entrySet().stream()
                        .mapToLong(
                                entry ->
                                        bytes(entry.getKey())
                                                + bytes(entry.getValue().dataType())
                                                + bytes(entry.getValue().stringValue()))
                        .sum();
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
