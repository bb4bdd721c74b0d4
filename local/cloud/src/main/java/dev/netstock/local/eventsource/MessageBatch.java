package dev.netstock.local.eventsource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Messages of one event. Not thread-safe. */
final class MessageBatch {
    /**
     * Payload limit of a synchronous call.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Quotas</a>
     */
    private static final int EVENT_LIMIT_BYTES = 6 * 1024 * 1024;

    private final int size;
    private final List<QueuedMessage> messages = new ArrayList<>();
    private int bytes = QueueEvent.ENVELOPE_BYTES;

    /**
     * An empty batch.
     *
     * @param size maximum number of messages
     */
    MessageBatch(int size) {
        this.size = size;
    }

    List<QueuedMessage> messages() {
        return messages;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Free places in the batch. */
    int room() {
        return size - messages.size();
    }

    /** A message that is too large for any event is sent alone and fails. */
    boolean takes(QueuedMessage message) {
        return messages.isEmpty()
                || (room() > 0 && bytes + 1 + message.bytes() <= EVENT_LIMIT_BYTES);
    }

    void add(QueuedMessage message) {
        messages.add(message);
        bytes += 1 + message.bytes();
    }

    /** The time since its first message was received; zero while it is empty. */
    Duration age() {
        return messages.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(System.nanoTime() - messages.getFirst().receivedNanos());
    }

    /** The event for the function. */
    String event() {
        return QueueEvent.of(messages);
    }
}
