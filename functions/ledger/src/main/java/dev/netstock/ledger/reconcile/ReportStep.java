package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.operations.report.Reports;
import dev.netstock.platform.call.Call;
import dev.netstock.stock.correction.ReconcileConclusion;
import dev.netstock.stock.delta.Change;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the report, publishes its totals, and ends the run. Thread-safe.
 *
 * @param ledger the database
 * @param reports the store of reports
 * @param conclusion publishes the totals as an event
 * @param clock the time of day
 */
record ReportStep(
        Transactions ledger, Reports reports, ReconcileConclusion conclusion, InstantSource clock)
        implements SliceWork {
    /** A report lists no more findings than this; the ledger's table has all of them. */
    static final int LISTED_MAX = 10_000;

    private static final String COUNTS =
            """
            SELECT kind, coalesce(repair, '') AS repair, count(*) AS found FROM reconcile_findings
            WHERE run_id = ? GROUP BY 1, 2 ORDER BY 1, 2
            """;

    private static final String COMPARED =
            """
            SELECT work, sum(rows) AS compared FROM reconcile_slices
            WHERE run_id = ? AND work IN ('items', 'deltas', 'allowances', 'taken', 'orders') GROUP BY 1 ORDER BY 1
            """;

    private static final String SUSPECTS =
            "SELECT count(DISTINCT (sku, location, shard)) FROM reconcile_looks WHERE run_id = ?";

    @Override
    public Page page(Run run, Slice slice, Call call) {
        Instant finishedAt = clock.instant();
        Report report = ledger.inTransaction(sql -> report(sql, run, finishedAt));
        reports.put(run.reportKey(), report.json());
        conclusion.conclude(
                run.id(),
                new Change.Reconciled(report.found(), report.repaired(), run.reportKey()),
                call);
        return new Page(0, Optional.empty(), sql -> finish(sql, run, finishedAt));
    }

    private static Report report(Sql sql, Run run, Instant finishedAt) throws SQLException {
        Map<String, Long> compared = new TreeMap<>();
        sql.list(
                COMPARED,
                row -> compared.put(row.getString("work"), row.getLong("compared")) == null,
                run.id());
        return new Report(
                run,
                finishedAt,
                compared,
                sql.first(SUSPECTS, row -> row.getLong(1), run.id()).orElseThrow(),
                counts(sql, run),
                listed(sql, run));
    }

    private static List<Report.Count> counts(Sql sql, Run run) throws SQLException {
        return sql.list(
                COUNTS,
                row ->
                        new Report.Count(
                                Kind.parse(row.getString("kind")),
                                row.getString("repair"),
                                row.getLong("found")),
                run.id());
    }

    private static List<Report.Listed> listed(Sql sql, Run run) throws SQLException {
        Map<String, String> repairs =
                sql
                        .list(
                                "SELECT kind || ' ' || subject, coalesce(repair, '') FROM"
                                        + " reconcile_findings WHERE run_id = ?"
                                        + " ORDER BY kind, subject LIMIT ?",
                                row -> Map.entry(row.getString(1), row.getString(2)),
                                run.id(),
                                LISTED_MAX)
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return Findings.page(sql, run.id(), "", LISTED_MAX).stream()
                .map(
                        finding ->
                                new Report.Listed(
                                        finding,
                                        repairs.getOrDefault(Findings.cursor(finding), "")))
                .toList();
    }

    private static void finish(Sql sql, Run run, Instant finishedAt) throws SQLException {
        sql.run("UPDATE reconcile_runs SET finished_at = ? WHERE run_id = ?", finishedAt, run.id());
        Runs.emptyWorkingTables(sql);
    }

    /** The metrics of a run. */
    Map<String, Long> counts(Run run) {
        List<Report.Count> counts = ledger.inTransaction(sql -> counts(sql, run));
        return Map.of("Drifted", Report.found(counts), "Repaired", Report.repaired(counts));
    }
}
