package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.ColumnArrays;
import dev.netstock.ledger.database.Sql;
import dev.netstock.stock.table.StockItem;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * A page of items, to be compared with the ledger.
 *
 * @param run the run
 * @param look 1 for the first look, 2 for the second
 * @param startedAt before the items were read
 * @param endedAt after they were read
 * @param items the items
 */
record Looks(Run run, int look, Instant startedAt, Instant endedAt, List<StockItem> items) {
    private static final String SEEN =
            """
            INSERT INTO reconcile_seen (sku, location, run_id)
            SELECT DISTINCT k.sku, k.location, p.run_id
            FROM unnest(?, ?) AS k (sku, location) CROSS JOIN (VALUES (?)) AS p (run_id)
            ON CONFLICT DO NOTHING
            """;

    private static final String COMPARE =
            """
            INSERT INTO reconcile_looks (run_id, sku, location, shard, look, began_at, ended_at,
                items, available, reserved, item_version, supply, supply_version,
                ledger_version, ledger_supply, behind)
            SELECT p.run_id, k.sku, k.location, k.shard, p.look, p.began_at, p.ended_at,
                k.items, k.available, k.reserved, k.version, k.supply, k.supply_version,
                n.version, n.supply,
                coalesce(n.sent_version > k.supply_version AND n.sent_at < p.settled_at, false)
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                AS k (sku, location, shard, items, available, reserved, version, supply, supply_version)
            CROSS JOIN (VALUES (?, ?, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?))
                AS p (run_id, look, began_at, ended_at, settled_at, keep_all)
            LEFT JOIN net_stock n ON n.sku = k.sku AND n.location = k.location
            WHERE p.keep_all OR k.items <> 1 OR n.sku IS NULL
               OR k.reserved <> n.taken OR k.available + k.reserved <> k.supply
               OR k.supply_version <> n.version OR k.supply <> n.supply
            ON CONFLICT DO NOTHING
            """;

    /** Keeps the items that may differ from the ledger; of a second look, all items. */
    void keep(Sql sql) throws SQLException {
        sql.run(
                COMPARE,
                ColumnArrays.of(items)
                        .text(item -> item.key().sku().value())
                        .text(item -> item.key().location().value())
                        .integer(item -> item.key().shard())
                        .integer(item -> item.shards() + item.layout().pools().size())
                        .bigint(StockItem::available)
                        .bigint(StockItem::reserved)
                        .bigint(StockItem::version)
                        .bigint(item -> item.supply().map(StockItem.Supply::supply).orElse(0L))
                        .bigint(StockItem::ledgerVersion),
                run.id(),
                look,
                startedAt,
                endedAt,
                startedAt.minus(run.settle()),
                look > 1);
    }

    /** Records the SKUs and locations whose first items these are. */
    void recordSeen(Sql sql) throws SQLException {
        sql.run(
                SEEN,
                ColumnArrays.of(items.stream().filter(item -> item.key().shard() == 0).toList())
                        .text(item -> item.key().sku().value())
                        .text(item -> item.key().location().value()),
                run.id());
    }
}
