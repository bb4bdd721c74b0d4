package dev.netstock.ledger.inquiry;

import dev.netstock.ledger.database.Sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger has to say of today.
 *
 * @param orders orders since midnight
 * @param held of them, those that wait for their payment
 * @param movementsWaiting movements of an unknown SKU or location
 * @param contradictions in the last 7 days
 * @param supplyWaiting SKU-locations whose supply is on its way to net stock; those of a location
 *     that opens are added page by page
 * @param imports of the last 24 hours
 * @param reconcile the last run; empty before the first one
 */
record TodayFigures(
        long orders,
        long held,
        Optional<Instant> newestOrderAt,
        long movementsWaiting,
        long contradictions,
        long supplyWaiting,
        Imports imports,
        Optional<Reconcile> reconcile) {
    private static final String COUNTS =
            """
            SELECT (SELECT count(*) FROM orders WHERE first_at >= ?) AS orders,
                   (SELECT count(*) FROM orders WHERE first_at >= ? AND state = 'RESERVED') AS held,
                   (SELECT count(*) FROM movements_aside) AS movements_waiting,
                   (SELECT count(*) FROM contradictions WHERE heard_at >= now() - interval '7 days')
                       AS contradictions,
                   (SELECT count(*) FROM net_stock WHERE send_at IS NOT NULL) AS supply_waiting
            """;
    private static final String IMPORTS =
            """
            SELECT count(*) FILTER (WHERE state = 'taken') AS taken,
                   count(*) FILTER (WHERE state = 'refused') AS refused,
                   max(finished_at) FILTER (WHERE state = 'refused') AS refused_at
            FROM imports WHERE started_at >= now() - interval '24 hours'
            """;
    private static final String RECONCILE =
            """
            SELECT run_id, repair, started_at, finished_at,
                   (SELECT count(*) FROM reconcile_findings f WHERE f.run_id = r.run_id) AS findings
            FROM reconcile_runs r ORDER BY started_at DESC LIMIT 1
            """;

    /** Files of the core system: how many were taken and refused, and when the last one was. */
    record Imports(long taken, long refused, Optional<Instant> refusedAt) {
        static Imports of(ResultSet row) throws SQLException {
            return new Imports(
                    row.getLong("taken"),
                    row.getLong("refused"),
                    Sql.optionalInstant(row, "refused_at"));
        }
    }

    /**
     * A reconcile run.
     *
     * @param finishedAt empty while it runs
     * @param findings so far
     */
    record Reconcile(
            String runId,
            boolean repair,
            Instant startedAt,
            Optional<Instant> finishedAt,
            long findings) {
        static Reconcile of(ResultSet row) throws SQLException {
            return new Reconcile(
                    row.getString("run_id"),
                    row.getBoolean("repair"),
                    Sql.instant(row, "started_at"),
                    Sql.optionalInstant(row, "finished_at"),
                    row.getLong("findings"));
        }
    }

    static TodayFigures read(Instant midnight, Sql sql) throws SQLException {
        Optional<Instant> newest = ListedOrder.newest(sql);
        Imports imports = sql.first(IMPORTS, Imports::of).orElseThrow();
        Optional<Reconcile> reconcile = sql.first(RECONCILE, Reconcile::of);
        return sql.first(
                        COUNTS,
                        row ->
                                new TodayFigures(
                                        row.getLong("orders"),
                                        row.getLong("held"),
                                        newest,
                                        row.getLong("movements_waiting"),
                                        row.getLong("contradictions"),
                                        row.getLong("supply_waiting"),
                                        imports,
                                        reconcile),
                        midnight,
                        midnight)
                .orElseThrow();
    }
}
