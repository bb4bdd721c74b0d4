package dev.netstock.ledger.reconcile;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.sync.QueueSyncWake;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.time.InstantSource;

/** The reconcile function: works off the steps of runs. Thread-safe. */
public final class ReconcileHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<ReconcileMessage> function;

    /** As Lambda makes it, from the environment. */
    public ReconcileHandler() {
        this(ReconcileConfig.of(Environment.ofFunction()), new FailureTally());
    }

    private ReconcileHandler(ReconcileConfig config, FailureTally failures) {
        this(config, LedgerDatabase.of(config.ledger()), failures);
    }

    private ReconcileHandler(ReconcileConfig config, LedgerDatabase ledger, FailureTally failures) {
        this(
                config.reconciling(
                        new ReconcileConfig.Edges(
                                ledger,
                                DynamoClients.create(),
                                new SqsRunQueue(MessagingClients.queue(config.queue(), failures)),
                                QueueSyncWake.to(config.syncQueue(), failures),
                                ReconcileConfig.reports(config.reportsBucket()),
                                InstantSource.system(),
                                failures)),
                failures);
        Priming.register(_ -> ledger.prime());
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of {@code reconciling}'s edges
     */
    ReconcileHandler(ReconcileRuns reconciling, FailureTally failures) {
        function =
                new QueueFunction<>(
                        "reconcile",
                        ReconcileMessage::decode,
                        reconciling,
                        new Telemetry("reconcile", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
