package dev.netstock.local.saleday.run;

import dev.netstock.local.saleday.SaleAssortment;
import dev.netstock.local.saleday.snapshot.StockSnapshot;
import dev.netstock.local.saleday.snapshot.StockTables;

import java.time.Duration;
import java.util.Set;

/**
 * Waits until a sale has settled: abandoned reservations have expired, the sweep has undone the
 * takes of killed functions, and all supply has arrived.
 *
 * @param supply total supplied units
 */
record SettlementWait(
        StockTables tables,
        SaleAssortment assortment,
        long supply,
        Duration limit,
        SaleProgress progress) {
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    /**
     * Returns a snapshot that is settled and did not change while it was read, or the last snapshot
     * when the limit is over.
     */
    StockSnapshot await() throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        StockSnapshot snapshot = snapshot();
        StockSnapshot next = snapshot();
        while (!(isAtRest(snapshot) && next.hasSameItems(snapshot)) && System.nanoTime() < end) {
            progress.now(
                    "Settling: %d open reservations, %d unclaimed units, %d units in flight"
                            .formatted(
                                    next.openHolds().size(),
                                    next.unclaimed(),
                                    supply - next.supply()));
            Thread.sleep(POLL_INTERVAL);
            snapshot = next;
            next = snapshot();
        }
        return snapshot;
    }

    /** The row of a supply change appears shortly after the change of its item. */
    private boolean isAtRest(StockSnapshot snapshot) {
        return snapshot.openHolds().isEmpty()
                && snapshot.unclaimed() == 0
                && snapshot.supply() == supply
                && snapshot.supplyFromRows() == supply;
    }

    private StockSnapshot snapshot() {
        return tables.read().of(Set.copyOf(assortment.skus()), assortment.orderPrefix());
    }
}
