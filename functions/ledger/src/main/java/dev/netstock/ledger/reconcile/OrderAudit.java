package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.call.Call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Compares the ledger's orders and their lines with its deltas. Both are written in one
 * transaction, so one statement must see them agree. Skips orders so old that their deltas may have
 * been dropped. Also finds orders that were shipped from another location than the one that holds
 * their units. Thread-safe.
 *
 * @param ledger the database
 */
record OrderAudit(Transactions ledger) implements SliceWork {
    static final Duration KEPT = Duration.ofDays(700);

    private static final int ORDERS_MAX = 2_000;

    /**
     * Orders with a row, and orders with deltas only. {@code ~} sorts after every character of an
     * order id.
     */
    private static final String LAST_ORDER =
            """
            SELECT max(order_id), count(*) FROM (
                SELECT order_id FROM (
                    (SELECT order_id FROM orders
                     WHERE order_id > p.after AND order_id <= coalesce(p.upto, '~')
                     ORDER BY order_id LIMIT p.most)
                    UNION
                    (SELECT DISTINCT order_id COLLATE "C" FROM
                        (SELECT order_id FROM deltas
                         WHERE delta_id > 'order#' || p.after || '#~'
                           AND delta_id <= coalesce('order#' || p.upto || '#~', 'order$')
                         ORDER BY delta_id LIMIT p.most) d)
                ) known ORDER BY order_id LIMIT p.most) page
            """;

    /** {@code moved} repeats the range of {@code steps}, so that it reads only this range. */
    private static final String OF_DELTAS =
            """
            WITH p AS NOT MATERIALIZED (SELECT ?::text COLLATE "C" AS after, ?::text COLLATE "C" AS upto),
            steps AS (
                SELECT d.* FROM deltas d, p
                WHERE d.delta_id > 'order#' || p.after || '#~' AND d.delta_id <= 'order#' || p.upto || '#~'
                  AND d.type NOT IN ('reservation.shipped', 'reservation.extended')
            ), moved AS (
                SELECT s.order_id, l.sku, l.location, -sum(l.units) AS taken
                FROM p, steps s JOIN delta_lines l USING (delta_id, occurred_at)
                WHERE l.delta_id > 'order#' || p.after || '#~' AND l.delta_id <= 'order#' || p.upto || '#~'
                GROUP BY 1, 2, 3
            ), expected AS (
                SELECT s.order_id, max(s.step) AS step, max(s.channel) AS channel,
                       min(s.occurred_at) AS first_at, max(s.occurred_at) AS changed_at,
                       CASE (array_agg(s.type ORDER BY s.step DESC))[1]
                           WHEN 'reservation.reserved' THEN 'RESERVED'
                           WHEN 'reservation.released' THEN 'RELEASED'
                           WHEN 'reservation.expired' THEN 'EXPIRED'
                           ELSE CASE WHEN bool_or(h.holds) IS FALSE
                                THEN 'CANCELLED' ELSE 'CONFIRMED' END
                       END AS state
                FROM steps s
                LEFT JOIN (SELECT order_id, bool_or(taken <> 0) AS holds FROM moved GROUP BY 1) h
                    USING (order_id)
                WHERE s.type <> 'reservation.transferred' GROUP BY 1
            )
            """;

    private static final String AUDIT =
            OF_DELTAS
                    + """
                    , kept AS (
                        SELECT o.* FROM orders o, p
                        WHERE o.order_id > p.after AND o.order_id <= p.upto
                    ), kept_lines AS (
                        SELECT l.* FROM order_lines l, p
                        WHERE l.order_id > p.after AND l.order_id <= p.upto
                    ), wrong AS (
                        SELECT coalesce(t.order_id, k.order_id) AS order_id, k.order_id IS NULL AS missing
                        FROM expected t FULL JOIN kept k ON k.order_id = t.order_id
                        WHERE (t.state, t.step) IS DISTINCT FROM (k.state, k.step)
                          AND coalesce(k.first_at, t.first_at) >= ?
                        UNION
                        SELECT k.order_id, false FROM kept k JOIN (
                            SELECT coalesce(m.order_id, l.order_id) AS order_id
                            FROM moved m FULL JOIN kept_lines l
                              ON l.order_id = m.order_id AND l.sku = m.sku AND l.location = m.location
                            WHERE coalesce(m.taken, 0) <> coalesce(l.taken, 0)) lines USING (order_id)
                        WHERE k.first_at >= ?
                    )
                    INSERT INTO reconcile_findings (run_id, kind, subject, order_id)
                    SELECT ?, CASE WHEN bool_or(missing) THEN 'missing-order' ELSE 'wrong-order' END,
                           order_id, order_id
                    FROM wrong GROUP BY order_id ON CONFLICT DO NOTHING
                    """;

    /**
     * Finds orders that hold units at a location although the units left from other locations,
     * beyond what those hold. Subtracts what an earlier repair gave back. A hold that may still
     * follow its shipments is left alone.
     */
    private static final String SHIPPED_ELSEWHERE =
            """
            WITH p AS (SELECT ?::text COLLATE "C" AS after, ?::text COLLATE "C" AS upto,
                              ?::timestamptz AS settled_at),
            elsewhere AS (
                SELECT l.order_id, l.sku, sum(l.shipped - l.covered) AS units
                FROM order_lines l JOIN orders o USING (order_id), p
                WHERE l.order_id > p.after AND l.order_id <= p.upto AND o.state = 'CONFIRMED'
                  AND NOT EXISTS (
                      SELECT FROM shipped_orders s WHERE s.order_id = l.order_id
                        AND (s.send_at IS NOT NULL OR s.sent_at >= p.settled_at))
                GROUP BY 1, 2
                HAVING sum(l.shipped - l.covered) > 0 AND sum(greatest(0, l.taken - l.shipped)) > 0
            ), given_back AS (
                SELECT e.order_id, e.sku, sum(l.units) AS units
                FROM elsewhere e
                JOIN deltas d ON d.delta_id > 'order#' || e.order_id || '#'
                             AND d.delta_id <= 'order#' || e.order_id || '#~'
                             AND starts_with(d.cancellation_id, ?)
                JOIN delta_lines l USING (delta_id, occurred_at)
                WHERE l.sku = e.sku
                GROUP BY 1, 2
            ), held AS (
                SELECT l.order_id, l.sku, l.location, l.taken - l.shipped AS units,
                       e.units - coalesce(g.units, 0) AS elsewhere,
                       coalesce(sum(l.taken - l.shipped) OVER (
                           PARTITION BY l.order_id, l.sku ORDER BY l.location
                           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
                FROM elsewhere e
                JOIN order_lines l USING (order_id, sku)
                LEFT JOIN given_back g USING (order_id, sku)
                WHERE l.taken > l.shipped
            )
            INSERT INTO reconcile_findings
                (run_id, kind, subject, sku, location, shard, order_id, expected, actual)
            SELECT ?, 'shipped-elsewhere', order_id || '/' || sku || '/' || location, sku, location, 0,
                   order_id, units - least(units, elsewhere - before), units
            FROM held WHERE elsewhere > before
            ON CONFLICT DO NOTHING
            """;

    /** The last order of a page, and how many it has. */
    private record Orders(Optional<String> last, int count) {}

    @Override
    public Page page(Run run, Slice slice, Call call) {
        Orders orders = orders(slice);
        String after = slice.after();
        Instant horizon = run.startedAt().minus(KEPT);
        return new Page(
                orders.count(),
                orders.count() < ORDERS_MAX ? Optional.empty() : orders.last(),
                orders.last()
                        .<Page.Note>map(
                                last ->
                                        sql -> {
                                            sql.run(AUDIT, after, last, horizon, horizon, run.id());
                                            sql.run(
                                                    SHIPPED_ELSEWHERE,
                                                    after,
                                                    last,
                                                    run.startedAt().minus(run.settle()),
                                                    ShippedElsewhereRepair.PREFIX,
                                                    run.id());
                                        })
                        .orElse(Page.Note.NOTHING));
    }

    private Orders orders(Slice slice) {
        return ledger.inTransaction(
                sql ->
                        sql.first(
                                        "SELECT keys.* FROM (VALUES (?::text, ?::text, ?::int))"
                                                + " AS p (after, upto, most)"
                                                + " CROSS JOIN LATERAL (%s) keys"
                                                        .formatted(LAST_ORDER),
                                        row ->
                                                new Orders(
                                                        Optional.ofNullable(row.getString(1)),
                                                        row.getInt(2)),
                                        slice.after(),
                                        slice.to(),
                                        ORDERS_MAX)
                                .orElseThrow());
    }
}
