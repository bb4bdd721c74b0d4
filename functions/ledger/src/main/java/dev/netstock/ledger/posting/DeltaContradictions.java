package dev.netstock.ledger.posting;

import dev.netstock.ledger.database.SqlArrays;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Deltas whose id was posted before with other contents: the first ones count, the others are kept
 * in the table {@code contradictions}, each once.
 *
 * @param connection the transaction's
 */
record DeltaContradictions(Connection connection) {
    /**
     * A row of {@code deltas} is named by id and time, so that a partition finds it. Only a step
     * that its order has reached already can have been posted under another time: nothing else is
     * looked for in all partitions.
     */
    private static final String UNDER_OTHER_TIMES =
            """
            SELECT k.id FROM unnest(?, ?, ?, ?) AS k (id, order_id, step, at)
            JOIN orders o ON o.order_id = k.order_id AND o.step >= k.step
            WHERE EXISTS (SELECT FROM deltas d WHERE d.delta_id = k.id AND d.occurred_at <> k.at)
            """;

    private static final String NOTE =
            """
            WITH told AS (
                SELECT k.id, k.at, jsonb_strip_nulls(jsonb_build_object('type', k.type, 'orderId', k.order_id,
                           'step', k.step, 'channel', k.channel,
                           'at', to_char(k.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) AS head
                FROM unnest(?, ?, ?, ?, ?, ?) AS k (id, at, type, order_id, step, channel)
            ), told_lines AS (
                SELECT k.id, k.at, jsonb_agg(jsonb_build_object('sku', k.sku, 'location', k.location,
                           'shard', k.shard, 'units', k.units) ORDER BY k.sku, k.location, k.shard, k.units) AS lines
                FROM unnest(?, ?, ?, ?, ?, ?, ?) AS k (id, line, at, sku, location, shard, units)
                GROUP BY 1, 2
            ), others AS (
                SELECT DISTINCT ON (t.id, refused) t.id, refused, counted
                FROM told t
                LEFT JOIN told_lines tl ON tl.id = t.id AND tl.at = t.at
                CROSS JOIN LATERAL (
                    SELECT d.delta_id, d.occurred_at, jsonb_strip_nulls(jsonb_build_object(
                               'type', d.type, 'orderId', d.order_id, 'step', d.step,
                               'channel', d.channel, 'at', to_char(d.occurred_at AT TIME ZONE 'UTC',
                                   'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) AS head
                    FROM deltas d WHERE d.delta_id = t.id ORDER BY d.heard_at LIMIT 1
                ) d
                CROSS JOIN LATERAL (
                    SELECT jsonb_agg(jsonb_build_object('sku', l.sku, 'location', l.location,
                               'shard', l.shard, 'units', l.units) ORDER BY l.sku, l.location, l.shard, l.units) AS lines
                    FROM delta_lines l
                    WHERE l.delta_id = d.delta_id AND l.occurred_at = d.occurred_at
                ) dl
                CROSS JOIN LATERAL (
                    SELECT t.head || jsonb_build_object('lines', coalesce(tl.lines, '[]')) AS refused,
                           d.head || jsonb_build_object('lines', coalesce(dl.lines, '[]')) AS counted
                ) c
                WHERE refused <> counted
                ORDER BY t.id, refused
            )
            INSERT INTO contradictions (subject, name, counted, refused)
            SELECT 'delta', id, counted, refused FROM others
            ON CONFLICT DO NOTHING
            """;

    /** The ids of those that were posted before under another time. */
    Set<String> underOtherTimes(Collection<OrderDelta> deltas) throws SQLException {
        Set<String> ids = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(UNDER_OTHER_TIMES)) {
            SqlArrays.into(statement, deltas)
                    .text(OrderDelta::id)
                    .text(OrderDelta::orderId)
                    .integer(OrderDelta::step)
                    .timestamp(OrderDelta::at);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }

    /** Keeps those that differ from what was posted first; how many were not kept before. */
    int note(List<OrderDelta> known) throws SQLException {
        List<PostedLine> lines = PostedLine.of(known);
        try (PreparedStatement statement = connection.prepareStatement(NOTE)) {
            SqlArrays.into(statement, known)
                    .text(OrderDelta::id)
                    .timestamp(OrderDelta::at)
                    .text(OrderDelta::type)
                    .text(OrderDelta::orderId)
                    .integer(OrderDelta::step)
                    .text(OrderDelta::channel);
            SqlArrays.behind(6, statement, lines)
                    .text(line -> line.delta().id())
                    .integer(PostedLine::line)
                    .timestamp(line -> line.delta().at())
                    .text(line -> line.moved().sku())
                    .text(line -> line.moved().location())
                    .integer(line -> line.moved().shard())
                    .bigint(line -> line.moved().units());
            return statement.executeUpdate();
        }
    }
}
