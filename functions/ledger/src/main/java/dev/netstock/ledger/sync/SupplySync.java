package dev.netstock.ledger.sync;

import dev.netstock.ledger.database.DailyMaintenance;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs the sync once, however many messages woke it: first shipments, so that no cancellation gives
 * their units back, then supply. If the time is up first, it wakes the next run; for what has to be
 * sent again, a later one. Shipments are also sent while an operator has slowed or paused supply.
 * Thread-safe.
 *
 * @param shipments sends shipments
 * @param supply sends supply
 * @param wake wakes the next run
 * @param later wakes a run when the leases of this one have ended
 * @param maintenance creates partitions; it runs here because no other function runs as reliably
 */
public record SupplySync(
        ShipmentSync shipments,
        SupplySender supply,
        SyncWake wake,
        SyncWake later,
        DailyMaintenance maintenance)
        implements QueueWork<String> {
    /**
     * Longer than a page takes. After it, what was not sent, or whose function was killed, is due.
     */
    static final Duration LEASE = Duration.ofSeconds(30);

    @Override
    public BatchResult handle(List<Message<String>> messages, Call call) {
        maintenance.run();
        ShipmentSync.Result shipped = shipments.run(call);
        SyncResult synced = supply.run(call);
        if (!synced.isFinished() || !shipped.isFinished()) {
            wake.wake(call);
        }
        if (synced.again() > 0 || shipped.again() > 0) {
            later.wake(call);
        }
        Map<String, Long> counts = synced.counts();
        counts.put("Shipments", shipped.sent());
        counts.put("ShipmentsTryAgain", shipped.again());
        return BatchResult.all(counts);
    }
}
