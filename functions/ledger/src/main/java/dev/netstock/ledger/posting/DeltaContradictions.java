package dev.netstock.ledger.posting;

import dev.netstock.ledger.database.ColumnArrays;
import dev.netstock.ledger.database.Sql;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Deltas whose id was posted before with other contents. The first contents count; the table {@code
 * contradictions} keeps each of the others once.
 *
 * @param sql the transaction
 */
record DeltaContradictions(Sql sql) {
    /**
     * The primary key of {@code deltas} has the id and the time, because the table is partitioned
     * by time. Only a step that its order has already reached can have been posted under another
     * time, so only those are looked up in all partitions.
     */
    private static final String UNDER_OTHER_TIMES =
            """
            SELECT k.id FROM unnest(?, ?, ?, ?) AS k (id, order_id, step, at)
            JOIN orders o ON o.order_id = k.order_id AND o.step >= k.step
            WHERE EXISTS (SELECT FROM deltas d WHERE d.delta_id = k.id AND d.occurred_at <> k.at)
            """;

    private static final String NOTE =
            """
            WITH reported AS (
                SELECT k.place, k.id, jsonb_strip_nulls(jsonb_build_object('type', k.type, 'orderId', k.order_id,
                           'step', k.step, 'channel', k.channel,
                           'at', to_char(k.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) AS head
                FROM unnest(?, ?, ?, ?, ?, ?, ?)
                     AS k (place, id, at, type, order_id, step, channel)
            ), reported_lines AS (
                SELECT k.place, jsonb_agg(jsonb_build_object('sku', k.sku, 'location', k.location,
                           'shard', k.shard, 'units', k.units) ORDER BY k.sku, k.location, k.shard, k.units) AS lines
                FROM unnest(?, ?, ?, ?, ?) AS k (place, sku, location, shard, units)
                GROUP BY 1
            ), others AS (
                SELECT DISTINCT ON (r.id, refused) r.id, refused, counted
                FROM reported r
                LEFT JOIN reported_lines rl ON rl.place = r.place
                CROSS JOIN LATERAL (
                    SELECT d.delta_id, d.occurred_at, jsonb_strip_nulls(jsonb_build_object(
                               'type', d.type, 'orderId', d.order_id, 'step', d.step,
                               'channel', d.channel, 'at', to_char(d.occurred_at AT TIME ZONE 'UTC',
                                   'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) AS head
                    FROM deltas d WHERE d.delta_id = r.id ORDER BY d.heard_at LIMIT 1
                ) d
                CROSS JOIN LATERAL (
                    SELECT jsonb_agg(jsonb_build_object('sku', l.sku, 'location', l.location,
                               'shard', l.shard, 'units', l.units) ORDER BY l.sku, l.location, l.shard, l.units) AS lines
                    FROM delta_lines l
                    WHERE l.delta_id = d.delta_id AND l.occurred_at = d.occurred_at
                ) dl
                CROSS JOIN LATERAL (
                    SELECT r.head || jsonb_build_object('lines', coalesce(rl.lines, '[]')) AS refused,
                           d.head || jsonb_build_object('lines', coalesce(dl.lines, '[]')) AS counted
                ) c
                WHERE refused <> counted
                ORDER BY r.id, refused
            )
            INSERT INTO contradictions (subject, name, counted, refused)
            SELECT 'delta', id, counted, refused FROM others
            ON CONFLICT DO NOTHING
            """;

    /** The ids of those that were posted before under another time. */
    Set<String> underOtherTimes(Collection<OrderDelta> deltas) throws SQLException {
        return new HashSet<>(
                sql.list(
                        UNDER_OTHER_TIMES,
                        row -> row.getString(1),
                        ColumnArrays.of(deltas)
                                .text(OrderDelta::id)
                                .text(OrderDelta::orderId)
                                .integer(OrderDelta::step)
                                .timestamp(OrderDelta::at)));
    }

    /**
     * Records the deltas that differ from the posted ones.
     *
     * @return how many were not recorded before
     */
    int note(Collection<OrderDelta> known) throws SQLException {
        List<OrderDelta> distinct = known.stream().distinct().toList();
        return sql.run(
                NOTE,
                ColumnArrays.of(distinct)
                        .integer(distinct::indexOf)
                        .text(OrderDelta::id)
                        .timestamp(OrderDelta::at)
                        .text(OrderDelta::type)
                        .text(OrderDelta::orderId)
                        .integer(OrderDelta::step)
                        .text(OrderDelta::channel),
                ColumnArrays.of(PostedLine.of(distinct))
                        .integer(line -> distinct.indexOf(line.delta()))
                        .text(line -> line.moved().sku())
                        .text(line -> line.moved().location())
                        .integer(line -> line.moved().shard())
                        .bigint(line -> line.moved().units()));
    }
}
