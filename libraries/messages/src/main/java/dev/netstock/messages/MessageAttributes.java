package dev.netstock.messages;

import dev.netstock.events.StockEvent;

import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The attributes that filter policies use: {@code type}, {@code channel} if the event has one, and
 * {@code location} with all affected locations.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html">Amazon SNS
 *     message attributes</a>: a String.Array is a JSON array of strings
 */
final class MessageAttributes {
    private MessageAttributes() {}

    static Map<String, MessageAttributeValue> of(StockEvent event) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        attributes.put("type", attribute("String", event.type().text()));
        event.data()
                .channel()
                .ifPresent(channel -> attributes.put("channel", attribute("String", channel)));
        if (!event.data().locations().isEmpty()) {
            attributes.put("location", attribute("String.Array", array(event.data().locations())));
        }
        return attributes;
    }

    /** Locations contain no characters that JSON escapes. */
    private static String array(Collection<String> locations) {
        return locations.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    private static MessageAttributeValue attribute(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }
}
