package dev.netstock.stock.history;

import dev.netstock.events.StockEvent;
import dev.netstock.stock.Call;
import dev.netstock.stock.table.Batches;
import dev.netstock.stock.table.Operation;
import dev.netstock.stock.table.Retries;

import java.util.List;

/**
 * Writes events into the history: one entry for each line, keyed by what it tells, so that an event
 * that comes twice is written over with itself. Thread-safe.
 */
public final class RecordingHistory {
    private final HistoryTable table;
    private final Retries retries;

    public RecordingHistory(HistoryTable table, Retries retries) {
        this.table = table;
        this.retries = retries;
    }

    /**
     * Records events; those that are no news of a SKU's units are overlooked.
     *
     * @param generation which history is written into
     * @throws dev.netstock.stock.TryAgainException if the table did not answer within the call's
     *     deadline; record them again then
     */
    public void record(int generation, List<StockEvent> events, Call call) {
        List<HistoryEntry> entries =
                events.stream()
                        .flatMap(event -> HistoryEntries.of(event).stream())
                        .distinct()
                        .toList();
        for (List<HistoryEntry> batch : Batches.of(entries, HistoryTable.BATCH_MAX)) {
            retries.runBatch(Operation.APPEND, batch, left -> table.write(generation, left), call);
        }
    }
}
