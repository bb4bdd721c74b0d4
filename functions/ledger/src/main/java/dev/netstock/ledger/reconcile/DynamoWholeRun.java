package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.operations.report.Reports;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Pause;
import dev.netstock.platform.queue.Message;
import dev.netstock.stock.Locations;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * A whole reconcile run in one call, for a ledger and tables without other users: nothing is in
 * flight there, so it hardly waits. If the call has no time left, the next call resumes the run.
 * Thread-safe.
 *
 * @param ledger the database, into which the run writes
 * @param dynamo the client
 * @param netStock the table of items, which a repair changes
 * @param stockDeltas the table of deltas, into which a repair writes
 * @param allowances the table of allowances
 * @param locations the locations that sell online
 * @param listener receives failed requests
 */
public record DynamoWholeRun(
        Transactions ledger,
        DynamoDbClient dynamo,
        String netStock,
        String stockDeltas,
        String allowances,
        Locations locations,
        CallListener listener) {
    private static final int SLICES = 4;
    private static final int ROWS_MAX = 1_000;
    private static final Duration SETTLE = Duration.ofMillis(500);
    private static final Duration MARGIN = ReconcileRuns.LAST_PAGE.plusSeconds(5);

    /**
     * A run of the stage that was open at the moment of the restore would wait for minutes, and
     * block this one. Runs of this class are known by how long they settle.
     */
    private static final String END_OTHER_RUNS =
            "UPDATE reconcile_runs SET finished_at = ? WHERE finished_at IS NULL AND settle_ms <>"
                    + " ?";

    /** A message, and when it can be received. */
    private record Due(Instant at, ReconcileMessage message) {}

    /** The reports of one call. */
    private static final class LastReport implements Reports {
        private final Map<String, String> reports = new HashMap<>();

        @Override
        public void put(String key, String json) {
            reports.put(key, json);
        }

        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(reports.get(key));
        }

        Optional<String> only() {
            return reports.values().stream().findFirst();
        }
    }

    /**
     * Starts or resumes a run.
     *
     * @param repair whether it repairs what it finds
     * @return the report as JSON; empty if the run needs another call
     */
    public Optional<String> report(boolean repair, Call call) {
        var clock = InstantSource.system();
        ledger.inTransaction(sql -> sql.run(END_OTHER_RUNS, clock.instant(), SETTLE.toMillis()));
        var due = new PriorityQueue<Due>(Comparator.comparing(Due::at));
        var reports = new LastReport();
        ReconcileRuns runs =
                new ReconcileConfig(
                                netStock,
                                stockDeltas,
                                allowances,
                                locations,
                                new ReconcileConfig.Policy(SLICES, SETTLE, repair, ROWS_MAX))
                        .runs(
                                new ReconcileConfig.Clients(
                                        ledger,
                                        dynamo,
                                        (messages, delay, _) ->
                                                messages.forEach(
                                                        it ->
                                                                due.add(
                                                                        new Due(
                                                                                clock.instant()
                                                                                        .plus(
                                                                                                delay),
                                                                                it))),
                                        _ -> {},
                                        reports,
                                        clock,
                                        listener));
        due.add(new Due(clock.instant(), new ReconcileMessage.Start(Optional.of(repair))));
        while (!due.isEmpty() && call.deadline().leaves(MARGIN)) {
            Due next = due.remove();
            Duration wait = Duration.between(clock.instant(), next.at());
            if (wait.isPositive()) {
                Pause.SLEEP.pause(wait);
            }
            runs.handle(List.of(new Message<>("drill", Optional.empty(), next.message())), call);
        }
        return reports.only();
    }
}
