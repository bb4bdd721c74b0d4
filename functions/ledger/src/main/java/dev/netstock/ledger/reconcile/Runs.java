package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.database.Transactions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Runs and their slices, as rows of the ledger. Every step is safe to repeat. Thread-safe.
 *
 * @param ledger the database
 * @param slices into how many slices the work is divided
 */
record Runs(Transactions ledger, int slices) {
    /** A run that is not finished by then has lost its messages, and another may start. */
    private static final Duration LIFE = Duration.ofHours(6);

    private static final Duration KEPT = Duration.ofDays(90);

    private static final List<String> WORKING_TABLES =
            List.of("reconcile_seen", "reconcile_looks", "reconcile_missing", "reconcile_lines");

    private static final String OPEN =
            """
            INSERT INTO reconcile_runs (run_id, repair, phase, started_at, settle_ms)
            VALUES (?, ?, 'looking', ?, ?) ON CONFLICT DO NOTHING
            """;

    private static final String ADVANCE =
            """
            UPDATE reconcile_runs SET phase = ?, next_at = NULL
            WHERE run_id = ? AND phase = ? AND next_at <= ? AND finished_at IS NULL
            """;

    private static final String ADD_SLICE =
            """
            INSERT INTO reconcile_slices (run_id, work, number, phase, from_key, to_key)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private static final String RECORD =
            """
            UPDATE reconcile_slices SET cursor = ?, done = ?, rows = rows + ?
            WHERE run_id = ? AND work = ? AND number = ? AND NOT done
              AND cursor IS NOT DISTINCT FROM ?
            """;

    /** Schedules the next phase when all slices of the current one are done. */
    private static final String COMPLETE =
            """
            UPDATE reconcile_runs r SET next_at = coalesce(r.next_at, ?)
            WHERE r.run_id = ? AND r.phase = ? AND r.finished_at IS NULL
              AND NOT EXISTS (SELECT FROM reconcile_slices s
                              WHERE s.run_id = r.run_id AND s.phase = r.phase AND NOT s.done)
            """;

    private static final String SLICES =
            """
            SELECT work, number, from_key, to_key, cursor, slices
            FROM (SELECT *, count(*) OVER (PARTITION BY work) AS slices FROM reconcile_slices
                  WHERE run_id = ? AND phase = ?) s
            WHERE NOT done
            """;

    /**
     * Starts a run.
     *
     * @return empty if another run is open
     */
    Optional<Run> open(String id, boolean repair, Instant now, Duration settle) {
        return ledger.inTransaction(
                sql -> {
                    sql.run(
                            "UPDATE reconcile_runs SET finished_at = ?"
                                    + " WHERE finished_at IS NULL AND started_at < ?",
                            now,
                            now.minus(LIFE));
                    sql.run("DELETE FROM reconcile_runs WHERE started_at < ?", now.minus(KEPT));
                    sql.run(OPEN, id, repair, now, settle.toMillis());
                    Optional<Run> run = find(sql, id);
                    if (run.isPresent()) {
                        emptyWorkingTables(sql);
                        addSlices(sql, id, Phase.LOOKING);
                    }
                    return run;
                });
    }

    /** The open run. */
    Optional<Run> current() {
        return ledger.inTransaction(
                sql ->
                        sql.first(
                                "SELECT * FROM reconcile_runs WHERE finished_at IS NULL",
                                Runs::run));
    }

    /** Deletes all rows; they belong to one run, since only one is open. */
    static void emptyWorkingTables(Sql sql) throws SQLException {
        for (String table : WORKING_TABLES) {
            sql.run("DELETE FROM " + table);
        }
    }

    /** An open run. */
    Optional<Run> find(String id) {
        return ledger.inTransaction(sql -> find(sql, id));
    }

    private static Optional<Run> find(Sql sql, String id) throws SQLException {
        return sql.first(
                "SELECT * FROM reconcile_runs WHERE run_id = ? AND finished_at IS NULL",
                Runs::run,
                id);
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getString("run_id"),
                row.getBoolean("repair"),
                Phase.parse(row.getString("phase")),
                Sql.instant(row, "started_at"),
                Duration.ofMillis(row.getLong("settle_ms")),
                Sql.optionalInstant(row, "next_at"));
    }

    /** Enters a phase that is due, and creates its slices. */
    void enter(Run run, Phase phase, Instant now) {
        ledger.inTransaction(
                sql -> {
                    if (sql.run(ADVANCE, phase.text(), run.id(), run.phase().text(), now) == 1) {
                        addSlices(sql, run.id(), phase);
                    }
                    return phase;
                });
    }

    private void addSlices(Sql sql, String id, Phase phase) throws SQLException {
        for (WorkKind work : phase.work()) {
            int parts = work.isSliced() ? slices : 1;
            List<String> bounds = Bounds.of(sql, work, parts);
            for (int number = 0; number < parts; number++) {
                sql.run(
                        ADD_SLICE,
                        id,
                        work.text(),
                        number,
                        phase.text(),
                        bound(bounds, number - 1),
                        bound(bounds, number));
            }
        }
    }

    private static Optional<String> bound(List<String> bounds, int index) {
        return index >= 0 && index < bounds.size()
                ? Optional.of(bounds.get(index))
                : Optional.empty();
    }

    /** The slices of the run's phase that are not done. */
    List<Slice> openSlices(Run run) {
        return ledger.inTransaction(
                sql -> sql.list(SLICES, Runs::slice, run.id(), run.phase().text()));
    }

    private static Slice slice(ResultSet row) throws SQLException {
        return new Slice(
                WorkKind.parse(row.getString("work")),
                row.getInt("number"),
                row.getInt("slices"),
                Sql.optionalText(row, "from_key"),
                Sql.optionalText(row, "to_key"),
                Sql.optionalText(row, "cursor"));
    }

    /**
     * Records a page, and the progress of its slice.
     *
     * @return false, without a write, if another function recorded the page first
     */
    boolean record(Run run, Slice slice, Page page) {
        return ledger.inTransaction(
                sql -> {
                    int recorded =
                            sql.run(
                                    RECORD,
                                    page.next().or(slice::cursor),
                                    page.next().isEmpty(),
                                    page.rows(),
                                    run.id(),
                                    slice.work().text(),
                                    slice.number(),
                                    slice.cursor());
                    if (recorded == 1) {
                        page.note().in(sql);
                    }
                    return recorded == 1;
                });
    }

    /**
     * Ends the phase if all of its slices are done.
     *
     * @param nextAt when the next phase may start
     * @return the run, if the phase has ended
     */
    Optional<Run> complete(Run run, Instant nextAt) {
        return ledger.inTransaction(
                sql ->
                        sql.run(COMPLETE, nextAt, run.id(), run.phase().text()) == 1
                                ? find(sql, run.id())
                                : Optional.empty());
    }
}
