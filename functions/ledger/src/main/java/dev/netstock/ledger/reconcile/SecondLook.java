package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.correction.ItemInspector;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.StockItem;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The second look: reads the suspects again, and all items that the first items among them name.
 * Thread-safe.
 *
 * @param ledger the database
 * @param inspector reads items
 * @param clock the time of day
 */
record SecondLook(Transactions ledger, ItemInspector inspector, InstantSource clock)
        implements SliceWork {
    private static final int ITEMS_MAX = 500;
    private static final LastChange NO_CHANGE =
            new LastChange(LastChange.Kind.MOVE, Optional.empty(), 0, "", 0);

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
        List<StockItem> items = items(keys, call);
        var looks = new Looks(run, 2, startedAt, clock.instant(), items);
        return new Page(
                0,
                keys.size() < ITEMS_MAX ? Optional.empty() : Optional.of(cursor(keys.getLast())),
                looks::keep);
    }

    /** Those that exist, and each shard and pool that should and does not, as {@link #absent}. */
    private List<StockItem> items(List<ItemKey> keys, Call call) {
        List<StockItem> items = new ArrayList<>(inspector.items(keys, call));
        Set<ItemKey> wanted = new HashSet<>(keys);
        List<ItemKey> named =
                items.stream().flatMap(SecondLook::named).filter(wanted::add).toList();
        items.addAll(inspector.items(named, call));
        items.forEach(item -> wanted.remove(item.key()));
        wanted.stream().filter(key -> key.shard() > 0).map(SecondLook::absent).forEach(items::add);
        return items;
    }

    /** The other items that a first item names. */
    private static Stream<ItemKey> named(StockItem item) {
        return Stream.concat(
                IntStream.range(1, item.shards()).mapToObj(item.key()::shard), item.pools());
    }

    /** A look at an item that does not exist: each one that does has had a change. */
    private static StockItem absent(ItemKey key) {
        return new StockItem(key, 0, 0, 0, Layout.OF_OTHERS, NO_CHANGE, Optional.empty());
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
