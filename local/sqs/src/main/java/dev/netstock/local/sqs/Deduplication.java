package dev.netstock.local.sqs;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The messages that a FIFO queue accepted in the last five minutes, whether they were deleted or
 * not. Guarded by the lock of the queues.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html">Exactly-once
 *     processing</a>
 */
final class Deduplication {
    private static final long INTERVAL_MILLIS = Duration.ofMinutes(5).toMillis();

    private record Accepted(SentMessage message, long at) {}

    private final Map<String, Accepted> byKey = new LinkedHashMap<>();

    /** The accepted message that this one repeats. */
    Optional<SentMessage> find(String key, long now) {
        forget(now);
        return Optional.ofNullable(byKey.get(key)).map(Accepted::message);
    }

    void add(String key, SentMessage message, long now) {
        byKey.put(key, new Accepted(message, now));
    }

    private void forget(long now) {
        Iterator<Accepted> oldest = byKey.values().iterator();
        while (oldest.hasNext() && now - oldest.next().at() >= INTERVAL_MILLIS) {
            oldest.remove();
        }
    }
}
