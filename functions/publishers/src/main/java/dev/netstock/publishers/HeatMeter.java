package dev.netstock.publishers;

import dev.netstock.events.Heat;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.event.ItemChange;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how often items change. An item's version counts its writes, so any two changes of it
 * tell the rate between them, whoever saw what lay in between: each environment may measure for
 * itself, and none has to see all. Thread-safe.
 */
final class HeatMeter {
    /** Four fifths of what a shard is planned for: below, nobody has to decide anything. */
    static final long HOT = 200;

    /** Over a shorter time, a handful of orders that came together would look like a rush. */
    private static final Duration SPAN_MIN = Duration.ofSeconds(1);

    /** Over a longer time, a rush would hide behind the calm before it. */
    private static final Duration SPAN_MAX = Duration.ofSeconds(10);

    private static final int ITEMS_MAX = 10_000;

    private final Map<ItemKey, Reading> readings =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ItemKey, Reading> eldest) {
                    return size() > ITEMS_MAX;
                }
            };

    private record Reading(long version, Instant at) {}

    /** The items of a batch that are hot, each with its last rate. */
    synchronized List<Heat> heat(StreamBatch<ItemChange> batch) {
        Map<ItemKey, Heat> hot = new LinkedHashMap<>();
        for (StreamBatch.Entry<ItemChange> entry : batch.entries()) {
            ItemKey item = entry.content().after().key();
            long rate = rate(entry.content());
            if (rate >= HOT) {
                hot.put(item, heat(item, rate, entry.content().at()));
            }
        }
        return List.copyOf(hot.values());
    }

    /** Writes per second since the last reading; 0 where it is too early, or too late, to tell. */
    private long rate(ItemChange change) {
        Reading now = new Reading(change.after().version(), change.at());
        Reading before = readings.get(change.after().key());
        if (before == null || now.version < before.version) {
            readings.put(change.after().key(), now);
            return 0;
        }
        Duration span = Duration.between(before.at, now.at);
        if (span.compareTo(SPAN_MIN) < 0) {
            return 0;
        }
        readings.put(change.after().key(), now);
        return span.compareTo(SPAN_MAX) > 0
                ? 0
                : (now.version - before.version) * 1_000 / span.toMillis();
    }

    private static Heat heat(ItemKey item, long rate, Instant at) {
        return Heat.ofChanges(item.sku().value(), item.location().value(), item.shard(), rate, at);
    }
}
