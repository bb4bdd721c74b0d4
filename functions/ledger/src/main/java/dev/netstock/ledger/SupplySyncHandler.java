package dev.netstock.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.sync.QueueSyncWake;
import dev.netstock.ledger.sync.SupplySync;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.util.Optional;

/**
 * The supply sync: sends pending supply and shipments from the ledger to net stock. A message only
 * wakes it; its body has no meaning. Thread-safe.
 */
public final class SupplySyncHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<String> function;

    /** Called by Lambda. */
    public SupplySyncHandler() {
        this(Environment.ofFunction(), new FailureTally());
    }

    private SupplySyncHandler(Environment environment, FailureTally failures) {
        this(
                SupplySyncConfig.of(environment)
                        .sync(
                                LedgerDatabase.primed(environment),
                                QueueSyncWake.of(environment, failures),
                                failures),
                failures);
    }

    /**
     * @param failures the listener of {@code sync}
     */
    SupplySyncHandler(SupplySync sync, FailureTally failures) {
        function =
                new QueueFunction<>(
                        "syncSupply", Optional::of, sync, new Telemetry("supply-sync", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
