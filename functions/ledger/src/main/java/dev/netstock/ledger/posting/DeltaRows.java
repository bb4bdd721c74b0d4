package dev.netstock.ledger.posting;

import dev.netstock.ledger.database.SqlArrays;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The rows of deltas and of what follows from them, in one transaction. All transactions lock rows
 * in the same order: deltas, keys of net stock, orders, their lines, each in the order of its key.
 *
 * @param connection the transaction's
 */
record DeltaRows(Connection connection) {
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

    /** The state is that of the highest step that has one, whichever came last. */
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
            WHERE type <> 'reservation.shipped'
            WINDOW of_order AS (PARTITION BY order_id)
            ORDER BY order_id, step DESC
            ON CONFLICT (order_id) DO UPDATE SET
                state = CASE WHEN excluded.step > o.step THEN excluded.state ELSE o.state END,
                step = greatest(o.step, excluded.step),
                first_at = least(o.first_at, excluded.first_at),
                changed_at = greatest(o.changed_at, excluded.changed_at)
            """;

    private static final String ORDER_LINES = "SELECT post_order_lines(?, ?, ?, ?)";

    /** Confirmed, until nothing is left of it. */
    private static final String CANCELLED =
            """
            UPDATE orders o SET state = CASE WHEN left_over.any THEN 'CONFIRMED' ELSE 'CANCELLED' END
            FROM (SELECT order_id, bool_or(taken <> 0) AS any FROM order_lines
                  WHERE order_id = ANY (?) GROUP BY 1) left_over
            WHERE o.order_id = left_over.order_id AND o.state IN ('CONFIRMED', 'CANCELLED')
            """;

    /** Inserts the deltas that are new; their ids. */
    List<String> insert(Collection<OrderDelta> deltas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            SqlArrays.into(statement, deltas)
                    .text(OrderDelta::id)
                    .timestamp(OrderDelta::at)
                    .text(OrderDelta::type)
                    .text(OrderDelta::orderId)
                    .integer(OrderDelta::step)
                    .text(OrderDelta::channel)
                    .text(OrderDelta::cancellationId);
            try (ResultSet rows = statement.executeQuery()) {
                List<String> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return ids;
            }
        }
    }

    /**
     * Counts deltas that are new: in their lines, in what is taken, in their orders. Returns
     * whether supply changed, as it may for orders of which units have left.
     */
    boolean count(List<OrderDelta> deltas) throws SQLException {
        List<PostedLine> lines = PostedLine.of(deltas);
        insertLines(lines);
        take(lines);
        writeOrders(deltas);
        boolean hasSupplyChanged = postOrderLines(lines);
        tellCancelled(deltas);
        return hasSupplyChanged;
    }

    private void insertLines(List<PostedLine> lines) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_LINES)) {
            SqlArrays.into(statement, lines)
                    .text(line -> line.delta().id())
                    .integer(PostedLine::line)
                    .timestamp(line -> line.delta().at())
                    .text(line -> line.moved().sku())
                    .text(line -> line.moved().location())
                    .integer(line -> line.moved().shard())
                    .bigint(line -> line.moved().units());
            statement.execute();
        }
    }

    private void take(List<PostedLine> lines) throws SQLException {
        try (PreparedStatement touch = connection.prepareStatement(TOUCH);
                PreparedStatement take = connection.prepareStatement(TAKE)) {
            SqlArrays.into(touch, lines)
                    .text(line -> line.moved().sku())
                    .text(line -> line.moved().location());
            touch.execute();
            SqlArrays.into(take, lines)
                    .text(line -> line.moved().sku())
                    .text(line -> line.moved().location())
                    .bigint(PostedLine::taken);
            take.execute();
        }
    }

    private void writeOrders(List<OrderDelta> deltas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ORDERS)) {
            SqlArrays.into(statement, deltas)
                    .text(OrderDelta::orderId)
                    .text(OrderDelta::channel)
                    .text(OrderDelta::type)
                    .integer(OrderDelta::step)
                    .timestamp(OrderDelta::at);
            statement.execute();
        }
    }

    private boolean postOrderLines(List<PostedLine> lines) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ORDER_LINES)) {
            SqlArrays.into(statement, lines)
                    .text(line -> line.delta().orderId())
                    .text(line -> line.moved().sku())
                    .text(line -> line.moved().location())
                    .bigint(PostedLine::taken);
            try (ResultSet changed = statement.executeQuery()) {
                changed.next();
                return changed.getLong(1) > 0;
            }
        }
    }

    private void tellCancelled(List<OrderDelta> deltas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CANCELLED)) {
            SqlArrays.into(statement, deltas).text(OrderDelta::orderId);
            statement.execute();
        }
    }
}
