package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Sql;
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
            WHERE run_id = ? AND look = 1 AND (sku, location, shard) > (?, ?, ?)
            ORDER BY sku, location, shard LIMIT ?
            """;

    @Override
    public Page page(Run run, Slice slice, Call call) {
        List<ItemKey> keys = ledger.inTransaction(sql -> keys(sql, run, slice.after()));
        Looks suspects = looks(run, keys, call);
        Set<ItemKey> known = new HashSet<>(keys);
        List<ItemKey> named =
                suspects.items().stream().flatMap(SecondLook::named).filter(known::add).toList();
        Looks others = looks(run, named, call);
        return new Page(
                0,
                keys.size() < ITEMS_MAX ? Optional.empty() : Optional.of(cursor(keys.getLast())),
                sql -> {
                    suspects.keep(sql);
                    others.keep(sql);
                });
    }

    private static List<ItemKey> keys(Sql sql, Run run, String after) throws SQLException {
        String[] last = (after.isEmpty() ? "//-1" : after).split("/", 3);
        return sql.list(
                ITEMS,
                SecondLook::key,
                run.id(),
                last[0],
                last[1],
                Integer.parseInt(last[2]),
                ITEMS_MAX);
    }

    /** At items that exist, and at each shard and pool that does not, as {@link #absent}. */
    private Looks looks(Run run, List<ItemKey> keys, Call call) {
        Instant startedAt = clock.instant();
        List<StockItem> items = new ArrayList<>(inspector.items(keys, call));
        Instant endedAt = clock.instant();
        Set<ItemKey> missing = new HashSet<>(keys);
        items.forEach(item -> missing.remove(item.key()));
        missing.stream().filter(key -> key.shard() > 0).map(SecondLook::absent).forEach(items::add);
        return new Looks(run, 2, startedAt, endedAt, items);
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
