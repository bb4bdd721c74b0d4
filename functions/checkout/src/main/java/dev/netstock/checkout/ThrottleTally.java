package dev.netstock.checkout;

import dev.netstock.events.Heat;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.table.ThrottleListener;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts which items were throttled, until it is time to tell: once a second, at most, since
 * somebody waits for the answer meanwhile. Thread-safe.
 */
final class ThrottleTally implements ThrottleListener {
    private static final Duration SELDOM = Duration.ofSeconds(1);

    private final Map<ItemKey, Long> counts = new HashMap<>();
    private Instant toldAt = Instant.EPOCH;

    @Override
    public synchronized void throttled(ItemKey item) {
        counts.merge(item, 1L, Long::sum);
    }

    /** What is to be told now, and is forgotten then; mostly nothing. */
    synchronized List<Heat> due(Instant now) {
        if (counts.isEmpty() || now.isBefore(toldAt.plus(SELDOM))) {
            return List.of();
        }
        List<Heat> heat =
                counts.entrySet().stream()
                        .map(entry -> heat(entry.getKey(), entry.getValue(), now))
                        .toList();
        counts.clear();
        toldAt = now;
        return heat;
    }

    private static Heat heat(ItemKey item, long throttled, Instant at) {
        return Heat.ofThrottles(
                item.sku().value(), item.location().value(), item.shard(), throttled, at);
    }
}
