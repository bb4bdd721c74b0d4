package dev.netstock.local.queues;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Validates sent messages as SQS does. All methods throw {@link SqsError}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">Message
 *     metadata</a>
 */
final class SqsMessages {
    /** Size limit of a message with its attributes, and of a whole batch. */
    static final int BYTES_MAX = 1024 * 1024;

    private static final int DELAY_S_MAX = 900;
    private static final int ATTRIBUTES_MAX = 10;
    private static final Pattern ATTRIBUTE_NAME =
            Pattern.compile("(?!\\.|(?i:aws\\.|amazon\\.))(?!.*\\.\\.)(?!.*\\.$)[\\w.-]{1,256}");
    private static final Pattern DATA_TYPE =
            Pattern.compile("(String|Number|Binary)(\\..{1,249})?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern FIFO_ID = Pattern.compile("[\\p{Alnum}\\p{Punct}]{1,128}");

    private static final Set<String> SYSTEM_ATTRIBUTES =
            Set.of(
                    "AWSTraceHeader",
                    "All",
                    "ApproximateFirstReceiveTimestamp",
                    "ApproximateReceiveCount",
                    "DeadLetterQueueSourceArn",
                    "MessageDeduplicationId",
                    "MessageGroupId",
                    "SenderId",
                    "SentTimestamp",
                    "SequenceNumber");

    private SqsMessages() {}

    static void check(JsonNode message) {
        SqsParameters.require(message, "MessageBody");
        checkCharacters(message.path("MessageBody").asText());
        SqsParameters.checkRange(
                message,
                "DelaySeconds",
                0,
                DELAY_S_MAX,
                "DelaySeconds must be >= 0 and <= " + DELAY_S_MAX + ".");
        checkFifoId(message, "MessageGroupId");
        checkFifoId(message, "MessageDeduplicationId");
        JsonNode attributes = message.path("MessageAttributes");
        if (attributes.size() > ATTRIBUTES_MAX) {
            throw SqsError.invalidValue(
                    "Number of message attributes ["
                            + attributes.size()
                            + "] exceeds the allowed maximum ["
                            + ATTRIBUTES_MAX
                            + "].");
        }
        attributes.properties().forEach(SqsMessages::checkAttribute);
        message.path("MessageSystemAttributes")
                .fieldNames()
                .forEachRemaining(SqsMessages::checkSettable);
        if (bytes(message) > BYTES_MAX) {
            throw SqsError.invalidValue(
                    "One or more parameters are invalid. Reason: Message must be shorter than "
                            + BYTES_MAX
                            + " bytes.");
        }
    }

    /** Rejects a batch whose messages exceed the total size. */
    static void checkSize(JsonNode entries) {
        long sum = 0;
        for (JsonNode entry : entries) {
            sum += bytes(entry);
        }
        if (sum > BYTES_MAX) {
            throw SqsError.ofService(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than "
                            + BYTES_MAX
                            + " bytes. You have sent "
                            + sum
                            + " bytes.");
        }
    }

    /** Validates the requested attribute names of a received message. */
    static void checkSystemAttributeName(JsonNode name) {
        if (!SYSTEM_ATTRIBUTES.contains(name.asText())) {
            throw SqsError.attributeName("Unknown Attribute " + name.asText() + ".");
        }
    }

    /** Parameters that a FIFO queue requires, and those that only a FIFO queue supports. */
    static void checkQueueType(JsonNode message, boolean fifo) {
        if (fifo && message.path("MessageGroupId").isMissingNode()) {
            throw SqsError.missing("MessageGroupId");
        }
        String refused = fifo ? "DelaySeconds" : "MessageDeduplicationId";
        JsonNode value = message.path(refused);
        boolean isNothing = value.isMissingNode() || value.isNull() || value.asText().equals("0");
        if (!isNothing) {
            throw SqsError.invalidValue(
                    refused,
                    value.asText(),
                    "The request include parameter that is not valid for this queue type.");
        }
    }

    private static void checkCharacters(String body) {
        boolean valid =
                body.codePoints()
                        .allMatch(
                                it ->
                                        it == '\t'
                                                || it == '\n'
                                                || it == '\r'
                                                || (it >= 0x20 && it <= 0xD7FF)
                                                || (it >= 0xE000 && it <= 0xFFFD)
                                                || it >= 0x10000);
        if (!valid) {
            throw new SqsError(
                    400,
                    "InvalidMessageContents",
                    "InvalidMessageContents",
                    "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20"
                            + " to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
        }
    }

    private static void checkFifoId(JsonNode message, String name) {
        JsonNode value = message.path(name);
        if (!value.isMissingNode()
                && !value.isNull()
                && !FIFO_ID.matcher(value.asText()).matches()) {
            throw SqsError.invalidValue(
                    name,
                    value.asText(),
                    name
                            + " can only include alphanumeric and punctuation characters. 1 to 128"
                            + " in length.");
        }
    }

    private static void checkAttribute(Map.Entry<String, JsonNode> attribute) {
        String name = attribute.getKey();
        JsonNode value = attribute.getValue();
        if (!ATTRIBUTE_NAME.matcher(name).matches()) {
            throw SqsError.invalidValue(
                    "Message (user) attribute name '" + name + "' is not valid.");
        }
        String type = value.path("DataType").asText();
        if (!DATA_TYPE.matcher(type).matches()) {
            throw SqsError.invalidValue(
                    "The type of message (user) attribute '"
                            + name
                            + "' is invalid. You must use only the following supported type"
                            + " prefixes: Binary, Number, String.");
        }
        if (value.has("StringListValues") || value.has("BinaryListValues")) {
            throw SqsError.ofService(
                    "UnsupportedOperation",
                    "Message attribute list values in SendMessage operation are not supported.");
        }
        String base = type.split("\\.", 2)[0];
        String text = value.path(base.equals("Binary") ? "BinaryValue" : "StringValue").asText();
        if (text.isEmpty()) {
            throw SqsError.invalidValue(
                    "Message (user) attribute '"
                            + name
                            + "' must contain a non-empty value of type '"
                            + base
                            + "'.");
        }
        if (base.equals("Number") && !NUMBER.matcher(text).matches()) {
            throw SqsError.invalidValue(
                    "Can't cast the value of message (user) attribute '" + name + "' to a number.");
        }
    }

    private static void checkSettable(String systemAttribute) {
        if (!systemAttribute.equals("AWSTraceHeader")) {
            throw SqsError.invalidValue(
                    "Message system attribute name '" + systemAttribute + "' is invalid.");
        }
    }

    /** The body and its attributes: their names, types and values. */
    private static long bytes(JsonNode message) {
        long sum = utf8(message.path("MessageBody").asText());
        for (var attribute : message.path("MessageAttributes").properties()) {
            JsonNode value = attribute.getValue();
            sum += utf8(attribute.getKey()) + utf8(value.path("DataType").asText());
            sum += utf8(value.path("StringValue").asText());
            sum += value.path("BinaryValue").asText().length() * 3L / 4; // binary values are base64
        }
        return sum;
    }

    private static long utf8(String text) {
        return text.getBytes(UTF_8).length;
    }
}
