package dev.netstock.local.sqs;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Messages in the order of a time. Each operation visits a number of messages that grows with the
 * logarithm of their number. Guarded by the lock of the queues.
 */
final class TimeOrder {
    private record Key(long millis, long sequence) {}

    private static final Comparator<Key> ORDER =
            Comparator.comparingLong(Key::millis).thenComparingLong(Key::sequence);

    private final TreeMap<Key, StoredMessage> messages = new TreeMap<>(this::compare);
    private long visits;

    /**
     * Adds a message.
     *
     * @param millis its time since the epoch
     */
    void add(long millis, StoredMessage message) {
        messages.put(new Key(millis, message.sequence()), message);
    }

    /** Removes a message that was added with this time; does nothing if it is not in this order. */
    void remove(long millis, StoredMessage message) {
        messages.remove(new Key(millis, message.sequence()));
    }

    /** The first message; null if there is none. */
    @Nullable StoredMessage first() {
        Map.Entry<Key, StoredMessage> first = messages.firstEntry();
        return first == null ? null : first.getValue();
    }

    /** Removes and returns the first message; null if there is none up to this time. */
    @Nullable StoredMessage poll(long untilMillis) {
        Map.Entry<Key, StoredMessage> first = messages.firstEntry();
        if (first == null || first.getKey().millis() > untilMillis) {
            return null;
        }
        visits++;
        messages.remove(first.getKey());
        return first.getValue();
    }

    /** The first message's time since the epoch in milliseconds. */
    OptionalLong firstMillis() {
        return messages.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(messages.firstKey().millis());
    }

    int size() {
        return messages.size();
    }

    void clear() {
        messages.clear();
    }

    /** How many messages have been compared or returned since the start. */
    long visits() {
        return visits;
    }

    private int compare(Key one, Key other) {
        visits++;
        return ORDER.compare(one, other);
    }
}
