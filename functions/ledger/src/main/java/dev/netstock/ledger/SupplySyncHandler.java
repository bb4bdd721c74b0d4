package dev.netstock.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.sync.SupplySync;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

import java.util.Optional;

/**
 * The supply sync: woken by messages, whatever they say, it sends what the ledger has yet to send
 * to net stock. Thread-safe.
 */
public final class SupplySyncHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<String> function;

    /** As Lambda makes it, from the environment. */
    public SupplySyncHandler() {
        this(SupplySyncConfig.of(Environment.ofFunction()), new FailureTally());
    }

    private SupplySyncHandler(SupplySyncConfig config, FailureTally failures) {
        this(config, LedgerDatabase.of(config.ledger()), failures);
    }

    private SupplySyncHandler(
            SupplySyncConfig config, LedgerDatabase ledger, FailureTally failures) {
        this(config.sync(ledger, failures), failures);
        Priming.register(_ -> ledger.prime());
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of {@code sync}
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
