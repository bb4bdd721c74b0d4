package dev.netstock.local.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * MD5 digests of messages, with which clients check what they sent and received.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation">Calculating
 *     the MD5 message digest for message attributes</a>
 */
final class Digests {
    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    private Digests() {}

    static String ofBody(String body) {
        return HexFormat.of().formatHex(digest("MD5").digest(body.getBytes(UTF_8)));
    }

    /** What identifies a message by its contents. */
    static String sha256(String body) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(body.getBytes(UTF_8)));
    }

    /** Empty if there are no attributes. */
    static Optional<String> ofAttributes(Map<String, MessageAttribute> attributes) {
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        MessageDigest digest = digest("MD5");
        new TreeMap<>(attributes)
                .forEach(
                        (name, attribute) -> {
                            add(digest, name.getBytes(UTF_8));
                            add(digest, attribute.dataType().getBytes(UTF_8));
                            digest.update(attribute.isBinary() ? BINARY : TEXT);
                            add(digest, attribute.bytes());
                        });
        return Optional.of(HexFormat.of().formatHex(digest.digest()));
    }

    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        digest.update(part);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + algorithm, e);
        }
    }
}
