package dev.netstock.stock.history;

import dev.netstock.platform.call.BatchAnswer;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The table of the history, with a history for each generation: each method is one request, tried
 * once. Thread-safe.
 */
public interface HistoryTable {
    /** The most entries of one {@link #write}: the limit of BatchWriteItem. */
    int BATCH_MAX = 25;

    /** How long an entry is kept. */
    Duration RETENTION = Duration.ofDays(400);

    /**
     * Writes entries, at most {@link #BATCH_MAX}; existing entries are overwritten with the same
     * contents.
     */
    BatchAnswer<HistoryEntry, HistoryEntry> write(int generation, List<HistoryEntry> entries);

    /** A page of a SKU's history, newest first. */
    HistoryPage page(
            int generation,
            Sku sku,
            Optional<Location> location,
            int limit,
            Optional<HistoryCursor> cursor);
}
