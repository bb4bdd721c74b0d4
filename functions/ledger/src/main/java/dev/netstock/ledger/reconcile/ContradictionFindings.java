package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.call.Call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds reports that repeat a name with other contents. A run lists them for {@link #LISTED} after
 * they arrived. Thread-safe.
 *
 * @param ledger the database
 */
record ContradictionFindings(Transactions ledger) implements SliceWork {
    /** Long enough for people to find out which contents are right. */
    static final Duration LISTED = Duration.ofDays(7);

    private static final String COUNT = "SELECT count(*) FROM contradictions WHERE heard_at >= ?";

    /**
     * One finding for each name; the table lists all contents. Of two reports with one name, one
     * may wait for its item; then the table has the contradiction only after the item appears.
     * {@code OFFSET 0} makes the planner look up each waiting report by the primary key.
     */
    private static final String INSERT =
            """
            INSERT INTO reconcile_findings (run_id, kind, subject, sku, location, shard, order_id, expected,
                actual)
            SELECT DISTINCT ON (name) ?, 'contradiction', name, sku, location, 0, order_id, counted, refused
            FROM (
                SELECT name, sku, location, refused->>'orderId' AS order_id, (counted->>'units')::bigint AS counted,
                       (refused->>'units')::bigint AS refused, contradiction_id
                FROM contradictions WHERE heard_at >= ?
                UNION ALL
                SELECT movement_name(a.source, a.movement_id, a.business_date), a.sku, a.location, a.order_id,
                       m.units, a.units, NULL
                FROM movements_aside a
                CROSS JOIN LATERAL (
                    SELECT units FROM movements
                    WHERE (source, movement_id, business_date) = (a.source, a.movement_id, a.business_date)
                    OFFSET 0) m
                WHERE a.heard_at >= ?
            ) named
            ORDER BY name, contradiction_id
            ON CONFLICT DO NOTHING
            """;

    @Override
    public Page page(Run run, Slice slice, Call call) {
        Instant from = run.startedAt().minus(LISTED);
        long count =
                ledger.inTransaction(
                        sql -> sql.first(COUNT, row -> row.getLong(1), from).orElseThrow());
        return new Page(count, Optional.empty(), sql -> sql.run(INSERT, run.id(), from, from));
    }
}
