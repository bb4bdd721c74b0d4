package dev.netstock.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Messages in the JSON protocol.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">ReceiveMessage</a>
 */
final class MessageJson {
    private static final String TRACE = "AWSTraceHeader";

    private static final Set<String> SYSTEM_ATTRIBUTES =
            Set.of(
                    TRACE,
                    "All",
                    "ApproximateFirstReceiveTimestamp",
                    "ApproximateReceiveCount",
                    "DeadLetterQueueSourceArn",
                    "MessageDeduplicationId",
                    "MessageGroupId",
                    "SenderId",
                    "SentTimestamp",
                    "SequenceNumber");

    private MessageJson() {}

    /**
     * Reads a message to send.
     *
     * @param traceHeader applies if the message has none
     * @throws SqsError if SQS rejects its contents
     */
    static NewMessage read(JsonNode message, Optional<String> traceHeader) {
        SqsParameters.require(message, "MessageBody");
        JsonNode delay = message.path("DelaySeconds");
        SqsParameters.checkInteger(message, "DelaySeconds");
        JsonNode system = message.path("MessageSystemAttributes");
        system.fieldNames().forEachRemaining(MessageJson::checkSettable);
        return new NewMessage(
                message.path("MessageBody").asText(),
                delay.isNumber() ? OptionalInt.of(delay.asInt()) : OptionalInt.empty(),
                text(message, "MessageGroupId"),
                text(message, "MessageDeduplicationId"),
                attributes(message.path("MessageAttributes")),
                text(system.path(TRACE), "StringValue").or(() -> traceHeader));
    }

    /**
     * Writes a received message.
     *
     * @param request says which attributes it contains
     */
    static ObjectNode write(ReceivedMessage message, JsonNode request) {
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        written.put("MessageId", message.id())
                .put("ReceiptHandle", message.receiptHandle())
                .put("MD5OfBody", message.md5OfBody())
                .put("Body", message.body());
        Set<String> system = new HashSet<>();
        request.path("AttributeNames").forEach(it -> system.add(it.asText()));
        request.path("MessageSystemAttributeNames").forEach(it -> system.add(it.asText()));
        message.systemAttributes()
                .forEach(
                        (name, value) -> {
                            if (system.contains("All") || system.contains(name)) {
                                written.withObjectProperty("Attributes").put(name, value);
                            }
                        });
        Map<String, MessageAttribute> attributes = new HashMap<>(message.attributes());
        attributes.keySet().removeIf(it -> !isRequested(it, request.path("MessageAttributeNames")));
        Digests.ofAttributes(attributes).ifPresent(it -> written.put("MD5OfMessageAttributes", it));
        attributes.forEach(
                (name, attribute) ->
                        written.withObjectProperty("MessageAttributes")
                                .putObject(name)
                                .put("DataType", attribute.dataType())
                                .put(
                                        attribute.isBinary() ? "BinaryValue" : "StringValue",
                                        attribute.value()));
        return written;
    }

    /** What the sender of a message receives. */
    static ObjectNode write(NewMessage message, SentMessage sent) {
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        written.put("MessageId", sent.id()).put("MD5OfMessageBody", Digests.ofBody(message.body()));
        Digests.ofAttributes(message.attributes())
                .ifPresent(it -> written.put("MD5OfMessageAttributes", it));
        message.traceHeader()
                .map(it -> Map.of(TRACE, new MessageAttribute("String", it)))
                .flatMap(Digests::ofAttributes)
                .ifPresent(it -> written.put("MD5OfMessageSystemAttributes", it));
        sent.sequenceNumber().ifPresent(it -> written.put("SequenceNumber", it));
        return written;
    }

    /** Validates the requested names of system attributes. */
    static void checkSystemAttributeNames(JsonNode names) {
        for (JsonNode name : names) {
            if (!SYSTEM_ATTRIBUTES.contains(name.asText())) {
                throw SqsError.attributeName("Unknown Attribute " + name.asText() + ".");
            }
        }
    }

    /** All, a name, or the start of names, with {@code .*} at its end. */
    private static boolean isRequested(String name, JsonNode requested) {
        for (JsonNode each : requested) {
            String one = each.asText();
            if (one.equals("All")
                    || one.equals(name)
                    || (one.endsWith(".*")
                            && name.startsWith(one.substring(0, one.length() - 2)))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> text(JsonNode parent, String name) {
        return parent.hasNonNull(name) ? Optional.of(parent.path(name).asText()) : Optional.empty();
    }

    private static Map<String, MessageAttribute> attributes(JsonNode attributes) {
        Map<String, MessageAttribute> read = new HashMap<>();
        for (var attribute : attributes.properties()) {
            JsonNode value = attribute.getValue();
            if (value.has("StringListValues") || value.has("BinaryListValues")) {
                throw SqsError.ofService(
                        "UnsupportedOperation",
                        "Message attribute list values in SendMessage operation are not"
                                + " supported.");
            }
            String type = value.path("DataType").asText();
            read.put(
                    attribute.getKey(),
                    new MessageAttribute(
                            type,
                            value.path(type.startsWith("Binary") ? "BinaryValue" : "StringValue")
                                    .asText()));
        }
        return read;
    }

    private static void checkSettable(String systemAttribute) {
        if (!systemAttribute.equals(TRACE)) {
            throw SqsError.invalidValue(
                    "Message system attribute name '" + systemAttribute + "' is invalid.");
        }
    }
}
