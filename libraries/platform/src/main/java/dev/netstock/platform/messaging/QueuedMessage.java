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
 * @param id its ID; a FIFO queue drops messages with the same ID within five minutes
 * @param body the message body
 * @param delay the delay in whole seconds, at most 15 minutes; empty for the queue's default
 * @param group the message group in a FIFO queue; empty for a standard queue
 */
public record QueuedMessage(
        String id, String body, Optional<Duration> delay, Optional<String> group) {
    /** The longest delay that SQS supports. */
    public static final Duration DELAY_MAX = Duration.ofMinutes(15);

    private static final long NANOS_OF_A_SECOND = 1_000_000_000;
    private static final int DEDUPLICATION_ID_MAX = 128;

    public QueuedMessage {
        if (delay.filter(wait -> wait.isNegative() || wait.compareTo(DELAY_MAX) > 0).isPresent()) {
            throw new IllegalArgumentException(
                    "The delay of a message must be from 0 to 15 minutes");
        }
    }

    /** For a standard queue, with the queue's default delay. */
    public static QueuedMessage of(String id, String body) {
        return new QueuedMessage(id, body, Optional.empty(), Optional.empty());
    }

    /** For a standard queue. */
    public static QueuedMessage delayed(String id, String body, Duration delay) {
        return new QueuedMessage(id, body, Optional.of(delay), Optional.empty());
    }

    /**
     * For a standard queue: delivered after this time, or as late as the queue can delay it. The
     * queue delays by whole seconds, so the time is rounded up: the message is not early.
     *
     * @param time at once if it is negative
     */
    public static QueuedMessage after(String id, String body, Duration time) {
        long seconds = Math.ceilDiv(time.toNanos(), NANOS_OF_A_SECOND);
        return delayed(id, body, Duration.ofSeconds(Math.clamp(seconds, 0, DELAY_MAX.toSeconds())));
    }

    /** For a FIFO queue, which does not support delays of single messages. */
    public static QueuedMessage inGroup(String group, String id, String body) {
        return new QueuedMessage(id, body, Optional.empty(), Optional.of(group));
    }

    /** SQS allows 128 characters; a longer ID is replaced by its digest. */
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
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }
}
