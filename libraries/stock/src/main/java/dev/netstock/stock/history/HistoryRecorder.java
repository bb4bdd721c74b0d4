package dev.netstock.stock.history;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;

import java.util.List;

/**
 * Writes events into the history: one entry per line, keyed by its contents, so that a duplicate
 * event overwrites its own entries. Thread-safe.
 */
public final class HistoryRecorder {
    private final HistoryTable table;
    private final Retries retries;

    public HistoryRecorder(HistoryTable table, Retries retries) {
        this.table = table;
        this.retries = retries;
    }

    /** Whether an event has entries in the history: it changes units of a SKU, or ships them. */
    public static boolean records(StockEvent event) {
        return !HistoryEntries.of(event).isEmpty();
    }

    /**
     * Records events; ignores events that do not change units of a SKU.
     *
     * @param generation which history is written into
     * @throws dev.netstock.platform.call.RetryLaterException if the table did not answer within the
     *     call's deadline; retry the events then
     */
    public void record(int generation, List<StockEvent> events, Call call) {
        List<HistoryEntry> entries =
                events.stream()
                        .flatMap(event -> HistoryEntries.of(event).stream())
                        .distinct()
                        .toList();
        for (List<HistoryEntry> batch : Batches.of(entries, HistoryTable.BATCH_MAX)) {
            retries.runBatch(
                    Operation.IDEMPOTENT_WRITE, batch, left -> table.write(generation, left), call);
        }
    }
}
