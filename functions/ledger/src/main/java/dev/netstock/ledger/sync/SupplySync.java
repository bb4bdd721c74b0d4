package dev.netstock.ledger.sync;

import dev.netstock.ledger.database.DailyMaintenance;
import dev.netstock.queue.Handled;
import dev.netstock.queue.Message;
import dev.netstock.queue.QueueWork;
import dev.netstock.stock.Call;

import java.util.List;

/**
 * Runs the sync, however many messages woke it; and wakes the next run where this one had to end
 * before all was sent. Thread-safe.
 *
 * @param syncing sends
 * @param wake wakes the next run
 * @param maintenance done beside, since this function runs every minute
 */
public record SupplySync(Syncing syncing, SyncWake wake, DailyMaintenance maintenance)
        implements QueueWork<String> {
    @Override
    public Handled handle(List<Message<String>> messages, Call call) {
        maintenance.run();
        Synced synced = syncing.run(call);
        if (!synced.isFinished()) {
            wake.wake(call);
        }
        return Handled.all(synced.counts());
    }
}
