package dev.netstock.local.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
final class MessageChecks {
    /** Size limit of a message with its attributes, and of a whole batch. */
    static final int BYTES_MAX = 1024 * 1024;

    /** Bytes of a character in UTF-8, at most. */
    private static final int CHARACTER_BYTES_MAX = 3;

    private static final int DELAY_S_MAX = 900;
    private static final int ATTRIBUTES_MAX = 10;
    private static final Pattern ATTRIBUTE_NAME =
            Pattern.compile("(?!\\.|(?i:aws\\.|amazon\\.))(?!.*\\.\\.)(?!.*\\.$)[\\w.-]{1,256}");
    private static final Pattern DATA_TYPE =
            Pattern.compile("(String|Number|Binary)(\\..{1,249})?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern FIFO_ID = Pattern.compile("[\\p{Alnum}\\p{Punct}]{1,128}");

    private MessageChecks() {}

    static void check(
            String body,
            OptionalInt delaySeconds,
            Optional<String> groupId,
            Optional<String> deduplicationId,
            Map<String, MessageAttribute> attributes) {
        if (body.isEmpty()) {
            throw SqsError.missing("MessageBody");
        }
        checkCharacters(body);
        if (delaySeconds.isPresent()
                && (delaySeconds.getAsInt() < 0 || delaySeconds.getAsInt() > DELAY_S_MAX)) {
            throw SqsError.invalidValue(
                    "DelaySeconds",
                    Integer.toString(delaySeconds.getAsInt()),
                    "DelaySeconds must be >= 0 and <= " + DELAY_S_MAX + ".");
        }
        groupId.ifPresent(it -> checkFifoId("MessageGroupId", it));
        deduplicationId.ifPresent(it -> checkFifoId("MessageDeduplicationId", it));
        if (attributes.size() > ATTRIBUTES_MAX) {
            throw SqsError.invalidValue(
                    "Number of message attributes ["
                            + attributes.size()
                            + "] exceeds the allowed maximum ["
                            + ATTRIBUTES_MAX
                            + "].");
        }
        attributes.forEach(MessageChecks::checkAttribute);
        boolean mayBeTooLong =
                !attributes.isEmpty() || body.length() > BYTES_MAX / CHARACTER_BYTES_MAX;
        if (mayBeTooLong && bytes(body, attributes) > BYTES_MAX) {
            throw SqsError.invalidValue(
                    "One or more parameters are invalid. Reason: Message must be shorter than "
                            + BYTES_MAX
                            + " bytes.");
        }
    }

    /** The body and its attributes: their names, types and values. */
    static long bytes(String body, Map<String, MessageAttribute> attributes) {
        long sum = utf8(body);
        for (var attribute : attributes.entrySet()) {
            sum += utf8(attribute.getKey()) + utf8(attribute.getValue().dataType());
            sum += attribute.getValue().bytes().length;
        }
        return sum;
    }

    private static void checkCharacters(String body) {
        boolean valid = true;
        for (int i = 0; i < body.length() && valid; i++) {
            char it = body.charAt(i);
            if (Character.isHighSurrogate(it)
                    && i + 1 < body.length()
                    && Character.isLowSurrogate(body.charAt(i + 1))) {
                i++;
            } else {
                valid =
                        it == '\t'
                                || it == '\n'
                                || it == '\r'
                                || (it >= 0x20 && it <= 0xD7FF)
                                || (it >= 0xE000 && it <= 0xFFFD);
            }
        }
        if (!valid) {
            throw new SqsError(
                    400,
                    "InvalidMessageContents",
                    "InvalidMessageContents",
                    "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20"
                            + " to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
        }
    }

    private static void checkFifoId(String name, String value) {
        if (!FIFO_ID.matcher(value).matches()) {
            throw SqsError.invalidValue(
                    name,
                    value,
                    name
                            + " can only include alphanumeric and punctuation characters. 1 to 128"
                            + " in length.");
        }
    }

    private static void checkAttribute(String name, MessageAttribute attribute) {
        if (!ATTRIBUTE_NAME.matcher(name).matches()) {
            throw SqsError.invalidValue(
                    "Message (user) attribute name '" + name + "' is not valid.");
        }
        if (!DATA_TYPE.matcher(attribute.dataType()).matches()) {
            throw SqsError.invalidValue(
                    "The type of message (user) attribute '"
                            + name
                            + "' is invalid. You must use only the following supported type"
                            + " prefixes: Binary, Number, String.");
        }
        String base = attribute.dataType().split("\\.", 2)[0];
        if (attribute.value().isEmpty()) {
            throw SqsError.invalidValue(
                    "Message (user) attribute '"
                            + name
                            + "' must contain a non-empty value of type '"
                            + base
                            + "'.");
        }
        if (base.equals("Number") && !NUMBER.matcher(attribute.value()).matches()) {
            throw SqsError.invalidValue(
                    "Can't cast the value of message (user) attribute '" + name + "' to a number.");
        }
        if (attribute.isBinary()) {
            checkBase64(attribute);
        }
    }

    private static void checkBase64(MessageAttribute attribute) {
        try {
            attribute.bytes();
        } catch (IllegalArgumentException _) {
            throw SqsError.serialization("BinaryValue in Base64 is expected");
        }
    }

    private static long utf8(String text) {
        return text.getBytes(UTF_8).length;
    }
}
