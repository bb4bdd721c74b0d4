package dev.netstock.local.sqs;

import java.util.Map;
import java.util.Optional;

/**
 * A received message. It is hidden from other receivers until its visibility timeout ends.
 *
 * @param receiptHandle deletes the message or changes its visibility, until it is received again
 * @param md5OfBody in hexadecimal
 * @param systemAttributes all system attributes, such as {@code SentTimestamp}
 */
public record ReceivedMessage(
        String id,
        String receiptHandle,
        String body,
        String md5OfBody,
        Map<String, MessageAttribute> attributes,
        Map<String, String> systemAttributes) {
    public ReceivedMessage {
        attributes = Map.copyOf(attributes);
        systemAttributes = Map.copyOf(systemAttributes);
    }

    /** The digest of the attributes in hexadecimal; empty if there are none. */
    public Optional<String> md5OfAttributes() {
        return Digests.ofAttributes(attributes);
    }
}
