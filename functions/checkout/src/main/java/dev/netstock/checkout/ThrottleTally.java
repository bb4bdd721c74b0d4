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
 * Counts throttled items until the next report, at most once a second, because the caller waits
 * meanwhile. Thread-safe.
 */
final class ThrottleTally implements ThrottleListener {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Map<ItemKey, Long> counts = new HashMap<>();
    private Instant reportedAt = Instant.EPOCH;

    @Override
    public synchronized void throttled(ItemKey item) {
        counts.merge(item, 1L, Long::sum);
    }

    /** Returns the items to report now and resets their counts; usually empty. */
    synchronized List<Heat> due(Instant now) {
        if (counts.isEmpty() || now.isBefore(reportedAt.plus(INTERVAL))) {
            return List.of();
        }
        List<Heat> heat =
                counts.entrySet().stream()
                        .map(entry -> heat(entry.getKey(), entry.getValue(), now))
                        .toList();
        counts.clear();
        reportedAt = now;
        return heat;
    }

    private static Heat heat(ItemKey item, long throttled, Instant at) {
        return Heat.ofThrottles(
                item.sku().value(), item.location().value(), item.shard(), throttled, at);
    }
}
