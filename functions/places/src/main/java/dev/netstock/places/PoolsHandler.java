package dev.netstock.places;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.platform.function.Calls;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;

/** The function that opens and ends pools, and publishes locations of files. Thread-safe. */
public final class PoolsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<PoolsMessage> function;

    /** Used by Lambda; reads the environment variables. */
    public PoolsHandler() {
        this(PoolsConfig.of(Environment.ofFunction()), new FailureTally());
    }

    private PoolsHandler(PoolsConfig config, FailureTally failures) {
        this(new PoolsWork(config.worker(failures), config.commands(failures)), failures);
        Priming.register(context -> config.plans(failures).all(Calls.ofFunction(context)));
    }

    /**
     * Creates the function.
     *
     * @param failures must be the listener of everything in {@code work}
     */
    PoolsHandler(PoolsWork work, FailureTally failures) {
        function =
                new QueueFunction<>(
                        "runPools", PoolsMessage::read, work, new Telemetry("pools", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
