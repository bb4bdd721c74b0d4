package dev.netstock.local.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * An attribute of a message.
 *
 * @param dataType {@code String}, {@code Number} or {@code Binary}, with an optional custom label
 *     after a dot
 * @param value the string; Base64 for a binary attribute
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">Message
 *     metadata</a>
 */
public record MessageAttribute(String dataType, String value) {
    public boolean isBinary() {
        return dataType.startsWith("Binary");
    }

    /** The value as bytes, for digests and sizes. */
    byte[] bytes() {
        return isBinary() ? Base64.getDecoder().decode(value) : value.getBytes(UTF_8);
    }
}
