package dev.netstock.platform.messaging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A message for a queue.
 *
 * @param id what it is; in a FIFO queue, another of the same id within five minutes is dropped
 * @param body what it says
 * @param delay after how long it can be received, whole seconds, at most 15 minutes; empty for the
 *     queue's own delay
 * @param group the message group, in a FIFO queue; empty for a standard queue
 */
public record QueuedMessage(
        String id, String body, Optional<Duration> delay, Optional<String> group) {
    /** The longest delay that SQS knows. */
    public static final Duration DELAY_MAX = Duration.ofMinutes(15);

    private static final int DEDUPLICATION_ID_MAX = 128;

    public QueuedMessage {
        if (delay.filter(wait -> wait.isNegative() || wait.compareTo(DELAY_MAX) > 0).isPresent()) {
            throw new IllegalArgumentException("A message is delayed by 0 to 15 minutes");
        }
    }

    /** For a standard queue, with the queue's own delay. */
    public static QueuedMessage of(String id, String body) {
        return new QueuedMessage(id, body, Optional.empty(), Optional.empty());
    }

    /** For a standard queue. */
    public static QueuedMessage delayed(String id, String body, Duration delay) {
        return new QueuedMessage(id, body, Optional.of(delay), Optional.empty());
    }

    /** For a FIFO queue, which knows no delay of single messages. */
    public static QueuedMessage inGroup(String group, String id, String body) {
        return new QueuedMessage(id, body, Optional.empty(), Optional.of(group));
    }

    /** SQS allows 128 characters: of a longer id, the digest stands for it. */
    String deduplicationId() {
        return id.length() <= DEDUPLICATION_ID_MAX ? id : digest(id);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
