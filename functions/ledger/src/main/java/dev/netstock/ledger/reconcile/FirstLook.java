package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.reconcile.StockScan.Scanned;
import dev.netstock.platform.call.Call;
import dev.netstock.stock.table.StockItem;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The first look: at all items of net stock. Thread-safe.
 *
 * @param scan the tables
 * @param clock the time of day
 */
record FirstLook(StockScan scan, InstantSource clock) implements SliceWork {
    @Override
    public Page page(Run run, Slice slice, Call call) {
        Instant beganAt = clock.instant();
        Scanned<StockItem> page = scan.items(slice.number(), slice.slices(), slice.cursor(), call);
        var looks = new Looks(run, 1, beganAt, clock.instant(), page.rows());
        return new Page(
                page.rows().size(),
                page.next(),
                connection -> {
                    looks.noteSeen(connection);
                    looks.keep(connection);
                });
    }
}
