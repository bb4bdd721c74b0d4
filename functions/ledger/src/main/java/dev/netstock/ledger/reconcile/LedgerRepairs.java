package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.reconcile.Finding.Event;
import dev.netstock.stock.ItemKey;

import java.sql.SQLException;
import java.util.List;

/**
 * Repairs in the ledger alone, from its own deltas. Each repair is safe to repeat. Thread-safe.
 *
 * @param ledger the database
 */
record LedgerRepairs(Transactions ledger) {
    /** A concurrent posting makes the statements wait, or the transaction restart. */
    private static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";

    /** A month that is dropped moves from one of these to the other: not while both are read. */
    private static final String KEEP_MONTHS =
            "LOCK TABLE delta_lines, taken_before IN ACCESS SHARE MODE";

    /** Locks the key against concurrent postings. */
    private static final String TOUCH = "SELECT touch(ARRAY[?], ARRAY[?])";

    private static final String RECOUNT =
            """
            UPDATE net_stock n SET taken =
                coalesce((SELECT -sum(units) FROM delta_lines l
                          WHERE l.sku = n.sku AND l.location = n.location), 0)
                + coalesce((SELECT sum(units) FROM taken_before b
                            WHERE b.sku = n.sku AND b.location = n.location), 0),
                covered =
                coalesce((SELECT sum(covered) FROM order_lines l
                          WHERE l.sku = n.sku AND l.location = n.location AND l.covered > 0), 0)
            WHERE n.sku = ? AND n.location = ?
            """;

    private static final String RECALCULATE = "SELECT recalculate(ARRAY[?], ARRAY[?])";

    private static final String ITEMS_OF_ORDER =
            """
            SELECT sku, location, 0 AS shard FROM order_lines WHERE order_id = ?
            UNION
            SELECT l.sku, l.location, 0 FROM deltas d JOIN delta_lines l USING (delta_id, occurred_at)
            WHERE d.delta_id > 'order#' || ? || '#' AND d.delta_id <= 'order#' || ? || '#~'
            ORDER BY 1, 2
            """;

    /** Adds the difference between the deltas and the order lines. */
    private static final String WRITE_LINES =
            """
            SELECT count_in_orders(array_agg(?::text), array_agg(sku), array_agg(location),
                                   array_agg((coalesce(d.taken, 0) - coalesce(l.taken, 0))::bigint),
                                   array_agg(0::bigint))
            FROM (SELECT l.sku, l.location, -sum(l.units) AS taken
                  FROM deltas d JOIN delta_lines l USING (delta_id, occurred_at)
                  WHERE d.delta_id > 'order#' || ? || '#' AND d.delta_id <= 'order#' || ? || '#~'
                  GROUP BY 1, 2) d
            FULL JOIN (SELECT sku, location, taken FROM order_lines WHERE order_id = ?) l
                USING (sku, location)
            HAVING count(*) > 0
            """;

    private static final String WRITE_ORDER =
            """
            INSERT INTO orders (order_id, channel, state, step, first_at, changed_at)
            SELECT d.order_id, max(d.channel),
                   CASE (array_agg(d.type ORDER BY d.step DESC))[1]
                       WHEN 'reservation.reserved' THEN 'RESERVED'
                       WHEN 'reservation.released' THEN 'RELEASED'
                       WHEN 'reservation.expired' THEN 'EXPIRED'
                       ELSE CASE WHEN (SELECT bool_or(l.taken <> 0) FROM order_lines l
                                       WHERE l.order_id = d.order_id) IS FALSE
                            THEN 'CANCELLED' ELSE 'CONFIRMED' END
                   END,
                   max(d.step), min(d.occurred_at), max(d.occurred_at)
            FROM deltas d
            WHERE d.delta_id > 'order#' || ? || '#' AND d.delta_id <= 'order#' || ? || '#~'
              AND d.type NOT IN
                  ('reservation.shipped', 'reservation.extended', 'reservation.transferred')
            GROUP BY 1 ON CONFLICT DO NOTHING
            """;

    private static final String SET_ASIDE =
            """
            INSERT INTO deltas_set_aside (report, delta_id, occurred_at, delta, lines)
            SELECT ?, d.delta_id, d.occurred_at, to_jsonb(d),
                   coalesce((SELECT jsonb_agg(to_jsonb(l)) FROM delta_lines l
                             WHERE l.delta_id = d.delta_id AND l.occurred_at = d.occurred_at), '[]')
            FROM deltas d WHERE d.delta_id = ? AND d.occurred_at = ?
            ON CONFLICT DO NOTHING
            """;

    /** Sends the supply again, as a version that is newer than the one that net stock has. */
    private static final String SEND_AGAIN =
            """
            UPDATE net_stock SET version = greatest(version, ?) + 1, send_at = now()
            WHERE sku = ? AND location = ? AND version <= greatest(?, sent_version)
            """;

    /** Recounts the taken units from the deltas, and the covered units from the orders. */
    void recount(ItemKey item) {
        ledger.inTransaction(
                sql -> {
                    sql.run(SNAPSHOT);
                    sql.run(KEEP_MONTHS);
                    recount(sql, item);
                    return item;
                });
    }

    private static void recount(Sql sql, ItemKey item) throws SQLException {
        call(sql, TOUCH, item);
        sql.run(RECOUNT, item.sku().value(), item.location().value());
        call(sql, RECALCULATE, item);
    }

    private static void call(Sql sql, String function, ItemKey item) throws SQLException {
        sql.list(function, _ -> item, item.sku().value(), item.location().value());
    }

    /** Rewrites an order from its deltas. */
    void rewrite(String orderId) {
        ledger.inTransaction(
                sql -> {
                    sql.run(SNAPSHOT);
                    rewrite(sql, orderId);
                    return orderId;
                });
    }

    private static void rewrite(Sql sql, String orderId) throws SQLException {
        List<ItemKey> items = sql.list(ITEMS_OF_ORDER, SecondLook::key, orderId, orderId, orderId);
        for (ItemKey item : items) {
            call(sql, TOUCH, item);
        }
        sql.run("DELETE FROM orders WHERE order_id = ?", orderId);
        sql.list(WRITE_LINES, _ -> orderId, orderId, orderId, orderId, orderId);
        sql.run(WRITE_ORDER, orderId, orderId);
        for (ItemKey item : items) {
            call(sql, RECALCULATE, item);
        }
    }

    /** Removes a delta that net stock does not have, and keeps it with the name of the report. */
    void setAside(Event event, String orderId, String report) {
        ledger.inTransaction(
                sql -> {
                    sql.run(SNAPSHOT);
                    sql.run(SET_ASIDE, report, event.id(), event.at());
                    var items =
                            sql.list(
                                    "SELECT DISTINCT sku, location, 0 AS shard FROM delta_lines"
                                        + " WHERE delta_id = ? AND occurred_at = ? ORDER BY 1, 2",
                                    SecondLook::key,
                                    event.id(),
                                    event.at());
                    delete(sql, "delta_lines", event);
                    delete(sql, "deltas", event);
                    rewrite(sql, orderId);
                    for (ItemKey changed : items) {
                        recount(sql, changed);
                    }
                    return event;
                });
    }

    private static void delete(Sql sql, String table, Event event) throws SQLException {
        sql.run(
                "DELETE FROM " + table + " WHERE delta_id = ? AND occurred_at = ?",
                event.id(),
                event.at());
    }

    /**
     * Marks the supply of an item to be sent again.
     *
     * @param version the version that net stock has; 0 if it has none
     */
    void sendAgain(ItemKey item, long version) {
        ledger.inTransaction(
                sql ->
                        sql.run(
                                SEND_AGAIN,
                                version,
                                item.sku().value(),
                                item.location().value(),
                                version));
    }
}
