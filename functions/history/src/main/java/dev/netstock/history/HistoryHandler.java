package dev.netstock.history;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.messages.EventJson;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.projection.ConsumerPriming;
import dev.netstock.projection.GenerationReader;
import dev.netstock.projection.ProjectionConsumer;

/**
 * The history function: writes the events of its queue into the history of each SKU. The result
 * does not depend on the order of messages or on duplicates. Thread-safe.
 */
public final class HistoryHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<ReceivedEvent> function;
    private final GenerationReader generations;

    /** Used by Lambda; reads the environment variables. */
    public HistoryHandler() {
        this(new FailureTally());
        Priming.register(new ConsumerPriming(generations));
    }

    private HistoryHandler(FailureTally failures) {
        this(HistoryConfig.of(Environment.ofFunction()).tables(failures), failures);
    }

    /**
     * Creates the function.
     *
     * @param failures must be the listener of {@code tables}
     */
    HistoryHandler(HistoryConfig.Tables tables, FailureTally failures) {
        generations = tables.generations();
        var projection = new HistoryProjection(tables.history().recording());
        function =
                new QueueFunction<>(
                        "recordHistory",
                        EventJson::readMessage,
                        new ProjectionConsumer(generations, projection),
                        new Telemetry("history", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
