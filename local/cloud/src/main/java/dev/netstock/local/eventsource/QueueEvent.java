package dev.netstock.local.eventsource;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.sqs.MessageAttribute;
import dev.netstock.local.sqs.ReceivedMessage;

import java.util.List;

/**
 * Converts messages to the event for the function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event">Example
 *     event</a>
 */
final class QueueEvent {
    /** Size of the event without its records. */
    static final int ENVELOPE_BYTES = "{\"Records\":[]}".length();

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String queueArn;
    private final String region;

    QueueEvent(String queueArn, String region) {
        this.queueArn = queueArn;
        this.region = region;
    }

    static String of(List<QueuedMessage> messages) {
        return messages.stream()
                .map(QueuedMessage::json)
                .collect(joining(",", "{\"Records\":[", "]}"));
    }

    ObjectNode of(ReceivedMessage message) {
        ObjectNode event = JSON.objectNode();
        event.put("messageId", message.id())
                .put("receiptHandle", message.receiptHandle())
                .put("body", message.body());
        ObjectNode attributes = event.putObject("attributes");
        message.systemAttributes().forEach(attributes::put);
        ObjectNode messageAttributes = event.putObject("messageAttributes");
        message.attributes()
                .forEach((name, value) -> messageAttributes.set(name, attribute(value)));
        event.put("md5OfBody", message.md5OfBody());
        message.md5OfAttributes().ifPresent(digest -> event.put("md5OfMessageAttributes", digest));
        return event.put("eventSource", "aws:sqs")
                .put("eventSourceARN", queueArn)
                .put("awsRegion", region);
    }

    private static ObjectNode attribute(MessageAttribute value) {
        ObjectNode attribute = JSON.objectNode();
        attribute.put(value.isBinary() ? "binaryValue" : "stringValue", value.value());
        attribute.putArray("stringListValues");
        attribute.putArray("binaryListValues");
        return attribute.put("dataType", value.dataType());
    }
}
