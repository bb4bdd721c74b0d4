package dev.netstock.local.eventsource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

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
        ObjectNode event = JSON.objectNode();
        ArrayNode list = event.putArray("Records");
        messages.forEach(message -> list.add(message.json()));
        return event.toString();
    }

    ObjectNode of(Message message) {
        ObjectNode event = JSON.objectNode();
        event.put("messageId", message.messageId())
                .put("receiptHandle", message.receiptHandle())
                .put("body", message.body());
        ObjectNode attributes = event.putObject("attributes");
        message.attributesAsStrings().forEach(attributes::put);
        ObjectNode messageAttributes = event.putObject("messageAttributes");
        message.messageAttributes()
                .forEach((name, value) -> messageAttributes.set(name, attribute(value)));
        event.put("md5OfBody", message.md5OfBody());
        Optional.ofNullable(message.md5OfMessageAttributes())
                .ifPresent(digest -> event.put("md5OfMessageAttributes", digest));
        return event.put("eventSource", "aws:sqs")
                .put("eventSourceARN", queueArn)
                .put("awsRegion", region);
    }

    private static ObjectNode attribute(MessageAttributeValue value) {
        ObjectNode attribute = JSON.objectNode();
        Optional.ofNullable(value.stringValue())
                .ifPresent(text -> attribute.put("stringValue", text));
        Optional.ofNullable(value.binaryValue())
                .map(bytes -> Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()))
                .ifPresent(bytes -> attribute.put("binaryValue", bytes));
        attribute.putArray("stringListValues");
        attribute.putArray("binaryListValues");
        return attribute.put("dataType", value.dataType());
    }
}
