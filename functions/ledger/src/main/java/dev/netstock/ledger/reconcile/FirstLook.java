package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.reconcile.DynamoScan.Scanned;
import dev.netstock.platform.call.Call;
import dev.netstock.stock.table.StockItem;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The first look: reads all items of net stock. Thread-safe.
 *
 * @param scan scans the tables
 * @param clock the time of day
 */
record FirstLook(DynamoScan scan, InstantSource clock) implements SliceWork {
    @Override
    public Page page(Run run, Slice slice, Call call) {
        Instant startedAt = clock.instant();
        Scanned<StockItem> page = scan.items(slice.number(), slice.slices(), slice.cursor(), call);
        var looks = new Looks(run, 1, startedAt, clock.instant(), page.rows());
        return new Page(
                page.rows().size(),
                page.next(),
                sql -> {
                    looks.recordSeen(sql);
                    looks.keep(sql);
                });
    }
}
