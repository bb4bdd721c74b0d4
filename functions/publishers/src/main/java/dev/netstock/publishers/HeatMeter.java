package dev.netstock.publishers;

import dev.netstock.events.Heat;
import dev.netstock.platform.stream.StreamBatch;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.event.ItemChange;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the write rate of items. An item's version counts its writes, so any two images of it
 * give the rate between them, even if others were missed. Each environment can therefore measure on
 * its own. Thread-safe.
 */
final class HeatMeter {
    /** Four fifths of the planned rate of a shard. Below it, no decision is needed. */
    static final long HOT = 200;

    /** Over a shorter time, a few orders that arrive together would look like a rush. */
    private static final Duration SPAN_MIN = Duration.ofSeconds(1);

    /** Over a longer time, a rush would be hidden by the calm before it. */
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

    /** The hot items of a batch, each with its last rate. */
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

    /** Writes per second since the last reading; 0 if the time span is too short or too long. */
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
