package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.reconcile.ReconcileMessage.Start;
import dev.netstock.operations.report.Reports;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.json.JsonWriter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The requests of operators: start a run, show its progress, read a report. Thread-safe.
 *
 * @param ledger the database
 * @param queue the queue of runs
 * @param reports the store of reports
 */
record ReconcileControl(Transactions ledger, RunQueue queue, Reports reports) {
    private static final String NEWEST =
            """
            SELECT r.run_id, r.repair, r.phase, r.started_at, r.finished_at,
                   (SELECT count(*) FROM reconcile_slices s
                    WHERE s.run_id = r.run_id AND s.phase = r.phase AND NOT s.done) AS slices_left,
                   (SELECT count(*) FROM reconcile_findings f WHERE f.run_id = r.run_id) AS found
            FROM reconcile_runs r ORDER BY r.started_at DESC LIMIT 1
            """;

    private static final String REPORTED =
            """
            SELECT run_id FROM reconcile_runs WHERE finished_at IS NOT NULL
            ORDER BY started_at DESC LIMIT 1
            """;

    /** The progress of the newest run. */
    private record Progress(
            String run,
            boolean repair,
            String phase,
            Instant startedAt,
            Optional<Instant> finishedAt,
            long slicesLeft,
            long found) {
        static Progress of(ResultSet row) throws SQLException {
            return new Progress(
                    row.getString("run_id"),
                    row.getBoolean("repair"),
                    row.getString("phase"),
                    Sql.instant(row, "started_at"),
                    Sql.optionalInstant(row, "finished_at"),
                    row.getLong("slices_left"),
                    row.getLong("found"));
        }

        String json() {
            return JsonWriter.object(
                    json -> {
                        json.writeStringField("run", run);
                        json.writeStringField(
                                "state", finishedAt.isPresent() ? "finished" : "running");
                        json.writeBooleanField("repair", repair);
                        json.writeStringField("phase", phase);
                        json.writeStringField("startedAt", startedAt.toString());
                        if (finishedAt.isPresent()) {
                            json.writeStringField("finishedAt", finishedAt.get().toString());
                        }
                        json.writeNumberField("slicesLeft", slicesLeft);
                        json.writeNumberField("found", found);
                    });
        }
    }

    /** Answers a request with JSON. */
    String answer(ControlRequest request, Call call) {
        return switch (request) {
            case ControlRequest.Start(boolean repair) -> start(repair, call);
            case ControlRequest.Status _ -> status();
            case ControlRequest.LastReport(Optional<String> run) -> report(run);
        };
    }

    /**
     * If a run is open, it resumes, even if its messages were lost; no other run starts. If it ends
     * before the message arrives, the next one is of its kind, as the answer says.
     */
    private String start(boolean repair, Call call) {
        Optional<Progress> open = newest().filter(progress -> progress.finishedAt().isEmpty());
        boolean repairs = open.map(Progress::repair).orElse(repair);
        queue.send(List.of(new Start(Optional.of(repairs))), Duration.ZERO, call);
        return open.map(Progress::json).orElseGet(() -> requested(repair));
    }

    private static String requested(boolean repair) {
        return JsonWriter.object(
                json -> {
                    json.writeStringField("state", "requested");
                    json.writeBooleanField("repair", repair);
                });
    }

    private String status() {
        return newest().map(Progress::json).orElseGet(ReconcileControl::none);
    }

    private Optional<Progress> newest() {
        return ledger.inTransaction(sql -> sql.first(NEWEST, Progress::of));
    }

    private String report(Optional<String> run) {
        return run.or(this::reported)
                .flatMap(id -> reports.get(Reports.ofReconcile(id)))
                .orElseGet(ReconcileControl::none);
    }

    private Optional<String> reported() {
        return ledger.inTransaction(sql -> sql.first(REPORTED, row -> row.getString(1)));
    }

    private static String none() {
        return JsonWriter.object(json -> json.writeStringField("state", "none"));
    }
}
