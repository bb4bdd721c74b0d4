package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.correction.ItemInspector;
import dev.netstock.stock.table.StockItem;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The second look: reads the suspects again. Thread-safe.
 *
 * @param ledger the database
 * @param inspector reads items
 * @param clock the time of day
 */
record SecondLook(Transactions ledger, ItemInspector inspector, InstantSource clock)
        implements SliceWork {
    private static final int ITEMS_MAX = 500;

    private static final String ITEMS =
            """
            SELECT sku, location, shard FROM reconcile_looks
            WHERE run_id = ? AND look = 1 AND (sku || '/' || location || '/' || shard) COLLATE "C" > ?
            ORDER BY (sku || '/' || location || '/' || shard) COLLATE "C" LIMIT ?
            """;

    @Override
    public Page page(Run run, Slice slice, Call call) {
        List<ItemKey> keys =
                ledger.inTransaction(
                        sql ->
                                sql.list(
                                        ITEMS,
                                        SecondLook::key,
                                        run.id(),
                                        slice.after(),
                                        ITEMS_MAX));
        Instant startedAt = clock.instant();
        List<StockItem> items = inspector.items(keys, call);
        var looks = new Looks(run, 2, startedAt, clock.instant(), items);
        return new Page(
                0,
                keys.size() < ITEMS_MAX ? Optional.empty() : Optional.of(cursor(keys.getLast())),
                looks::keep);
    }

    static ItemKey key(ResultSet row) throws SQLException {
        return new ItemKey(
                new Sku(row.getString("sku")),
                new Location(row.getString("location")),
                row.getInt("shard"));
    }

    private static String cursor(ItemKey key) {
        return key.sku() + "/" + key.location() + "/" + key.shard();
    }
}
