package dev.netstock.local.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A published message. */
record Message(
        String id,
        Instant publishedAt,
        Optional<String> subject,
        String body,
        Map<String, MessageAttribute> attributes) {
    /** Size that counts against the limit of 256 KiB: body and attributes. */
    int sizeBytes() {
        int attributeBytes =
                attributes.entrySet().stream()
                        .mapToInt(
                                it ->
                                        it.getKey().getBytes(UTF_8).length
                                                + it.getValue().sizeBytes())
                        .sum();
        return body.getBytes(UTF_8).length + attributeBytes;
    }
}
