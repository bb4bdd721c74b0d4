package dev.netstock.stock.history;

import dev.netstock.stock.Call;
import dev.netstock.stock.TryAgainException;
import dev.netstock.stock.delta.Change.Undone;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.table.Batches;
import dev.netstock.stock.table.Operation;
import dev.netstock.stock.table.Retries;

import java.util.List;

/**
 * Writes deltas into the history: one entry for each line, keyed by what it tells, so that a delta
 * that comes twice is written over with itself. Takes that were undone leave no trace: they were no
 * delta. Thread-safe.
 */
public final class RecordingHistory {
    private final HistoryTable table;
    private final Retries retries;

    public RecordingHistory(HistoryTable table, Retries retries) {
        this.table = table;
        this.retries = retries;
    }

    /**
     * @throws TryAgainException if the table did not answer within the call's deadline; record them
     *     again then
     */
    public void record(List<Delta> deltas, Call call) {
        List<HistoryEntry> entries =
                deltas.stream()
                        .filter(delta -> !(delta.change() instanceof Undone))
                        .flatMap(
                                delta ->
                                        delta.lines().stream()
                                                .map(
                                                        line ->
                                                                new HistoryEntry(
                                                                        delta.origin().at(),
                                                                        delta.cause(),
                                                                        delta.step(),
                                                                        delta.change().type(),
                                                                        line.item(),
                                                                        line.units(),
                                                                        delta.channel())))
                        .distinct()
                        .toList();
        for (List<HistoryEntry> batch : Batches.of(entries, HistoryTable.BATCH_MAX)) {
            retries.runBatch(Operation.APPEND, batch, table::write, call);
        }
    }
}
