package dev.netstock.ledger.posting;

import dev.netstock.ledger.database.ColumnArrays;
import dev.netstock.ledger.database.Sql;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Writes the rows of deltas and of everything that depends on them. All transactions lock rows in
 * the same order: deltas, keys of net stock, orders, order lines, each in the order of its key.
 *
 * @param sql the transaction
 */
record DeltaRows(Sql sql) {
    private static final String INSERT =
            """
            INSERT INTO deltas (delta_id, occurred_at, type, order_id, step, channel, cancellation_id)
            SELECT id, at, type, order_id, step, channel, nullif(cancellation, '')
            FROM unnest(?, ?, ?, ?, ?, ?, ?)
                 AS d (id, at, type, order_id, step, channel, cancellation)
            ORDER BY id
            ON CONFLICT DO NOTHING RETURNING delta_id
            """;
    private static final String INSERT_LINES =
            """
            INSERT INTO delta_lines (delta_id, line, occurred_at, sku, location, shard, units)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String TOUCH = "SELECT touch(?, ?)";
    private static final String TAKE =
            """
            UPDATE net_stock n SET taken = n.taken + t.units, taken_heard_at = now()
            FROM (SELECT sku, location, sum(units) AS units
                  FROM unnest(?, ?, ?) AS l (sku, location, units) GROUP BY 1, 2) t
            WHERE n.sku = t.sku AND n.location = t.location
            """;

    /** The state is that of the highest step, in any order of arrival. */
    private static final String ORDERS =
            """
            INSERT INTO orders AS o (order_id, channel, state, step, first_at, changed_at)
            SELECT DISTINCT ON (order_id) order_id, channel,
                   CASE type WHEN 'reservation.reserved' THEN 'RESERVED'
                             WHEN 'reservation.released' THEN 'RELEASED'
                             WHEN 'reservation.expired' THEN 'EXPIRED'
                             ELSE 'CONFIRMED' END,
                   step, min(at) OVER of_order, max(at) OVER of_order
            FROM unnest(?, ?, ?, ?, ?) AS d (order_id, channel, type, step, at)
            WHERE type NOT IN
                ('reservation.shipped', 'reservation.extended', 'reservation.transferred')
            WINDOW of_order AS (PARTITION BY order_id)
            ORDER BY order_id, step DESC
            ON CONFLICT (order_id) DO UPDATE SET
                state = CASE WHEN excluded.step > o.step THEN excluded.state ELSE o.state END,
                step = greatest(o.step, excluded.step),
                first_at = least(o.first_at, excluded.first_at),
                changed_at = greatest(o.changed_at, excluded.changed_at)
            """;

    private static final String ORDER_LINES = "SELECT post_order_lines(?, ?, ?, ?)";

    /** An order stays confirmed until all of its units are cancelled. */
    private static final String CANCELLED =
            """
            UPDATE orders o SET state = CASE WHEN left_over.any THEN 'CONFIRMED' ELSE 'CANCELLED' END
            FROM (SELECT order_id, bool_or(taken <> 0) AS any FROM order_lines
                  WHERE order_id = ANY (?) GROUP BY 1) left_over
            WHERE o.order_id = left_over.order_id AND o.state IN ('CONFIRMED', 'CANCELLED')
            """;

    /** Inserts the deltas that are new, and returns their ids. */
    List<String> insert(Collection<OrderDelta> deltas) throws SQLException {
        return sql.list(
                INSERT,
                row -> row.getString(1),
                ColumnArrays.of(deltas)
                        .text(OrderDelta::id)
                        .timestamp(OrderDelta::at)
                        .text(OrderDelta::type)
                        .text(OrderDelta::orderId)
                        .integer(OrderDelta::step)
                        .text(OrderDelta::channel)
                        .text(OrderDelta::cancellationId));
    }

    /**
     * Counts new deltas in their lines, in the taken units and in their orders.
     *
     * @return whether supply changed, as it does for orders of which units have left
     */
    boolean count(List<OrderDelta> deltas) throws SQLException {
        List<PostedLine> lines = PostedLine.of(deltas);
        insertLines(lines);
        take(lines);
        writeOrders(deltas);
        boolean hasSupplyChanged = postOrderLines(lines);
        sql.run(CANCELLED, ColumnArrays.of(deltas).text(OrderDelta::orderId));
        return hasSupplyChanged;
    }

    private void insertLines(List<PostedLine> lines) throws SQLException {
        sql.run(
                INSERT_LINES,
                ColumnArrays.of(lines)
                        .text(line -> line.delta().id())
                        .integer(PostedLine::line)
                        .timestamp(line -> line.delta().at())
                        .text(line -> line.moved().sku())
                        .text(line -> line.moved().location())
                        .integer(line -> line.moved().shard())
                        .bigint(line -> line.moved().units()));
    }

    private void take(List<PostedLine> lines) throws SQLException {
        sql.run(
                TOUCH,
                ColumnArrays.of(lines)
                        .text(line -> line.moved().sku())
                        .text(line -> line.moved().location()));
        sql.run(
                TAKE,
                ColumnArrays.of(lines)
                        .text(line -> line.moved().sku())
                        .text(line -> line.moved().location())
                        .bigint(PostedLine::taken));
    }

    private void writeOrders(List<OrderDelta> deltas) throws SQLException {
        sql.run(
                ORDERS,
                ColumnArrays.of(deltas)
                        .text(OrderDelta::orderId)
                        .text(OrderDelta::channel)
                        .text(OrderDelta::type)
                        .integer(OrderDelta::step)
                        .timestamp(OrderDelta::at));
    }

    private boolean postOrderLines(List<PostedLine> lines) throws SQLException {
        return sql.number(
                        ORDER_LINES,
                        ColumnArrays.of(lines)
                                .text(line -> line.delta().orderId())
                                .text(line -> line.moved().sku())
                                .text(line -> line.moved().location())
                                .bigint(PostedLine::taken))
                > 0;
    }
}
