package dev.netstock.ledger.sync;

import dev.netstock.ledger.database.DailyMaintenance;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;

import java.util.List;
import java.util.Map;

/**
 * Runs the sync, however many messages woke it: shipments first, so that no cancellation gives them
 * back, then supply. Wakes the next run where this one had to end before all was sent. Shipments
 * are sent also while an operator has slowed or paused supply. Thread-safe.
 *
 * @param shipments sends what left of orders
 * @param syncing sends supply
 * @param wake wakes the next run
 * @param maintenance done beside, since this function runs every minute
 */
public record SupplySync(
        ShipmentSync shipments, SupplySender syncing, SyncWake wake, DailyMaintenance maintenance)
        implements QueueWork<String> {
    @Override
    public BatchResult handle(List<Message<String>> messages, Call call) {
        maintenance.run();
        ShipmentSync.Result shipped = shipments.run(call);
        SyncResult synced = syncing.run(call);
        if (!synced.isFinished() || !shipped.isFinished()) {
            wake.wake(call);
        }
        Map<String, Long> counts = synced.counts();
        counts.put("Shipments", shipped.sent());
        counts.put("ShipmentsTryAgain", shipped.again());
        return BatchResult.all(counts);
    }
}
