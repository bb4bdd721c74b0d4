package dev.netstock.ledger.reconcile;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.sync.QueueSyncWake;
import dev.netstock.operations.report.S3Reports;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.time.InstantSource;

/** The reconcile function: runs the steps of reconcile runs. Thread-safe. */
public final class ReconcileHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<ReconcileMessage> function;

    /** Called by Lambda. */
    public ReconcileHandler() {
        this(Environment.ofFunction(), new FailureTally());
    }

    private ReconcileHandler(Environment environment, FailureTally failures) {
        this(
                ReconcileConfig.of(environment)
                        .runs(
                                new ReconcileConfig.Clients(
                                        LedgerDatabase.primed(environment),
                                        DynamoClients.create(),
                                        SqsRunQueue.of(environment, failures),
                                        QueueSyncWake.of(environment, failures),
                                        S3Reports.of(environment.required("REPORTS_BUCKET")),
                                        InstantSource.system(),
                                        failures)),
                failures);
    }

    /**
     * @param failures the listener of the clients of {@code runs}
     */
    ReconcileHandler(ReconcileRuns runs, FailureTally failures) {
        function =
                new QueueFunction<>(
                        "reconcile",
                        ReconcileMessage::decode,
                        runs,
                        new Telemetry("reconcile", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
