package dev.netstock.sales;

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
import dev.netstock.sales.figures.SalesTables;

/**
 * The sales function: counts the events of its queue, each once, regardless of duplicate messages.
 * Thread-safe.
 */
public final class SalesHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<ReceivedEvent> function;
    private final GenerationReader generations;

    /** Used by Lambda; reads the environment variables. */
    public SalesHandler() {
        this(new FailureTally());
        Priming.register(new ConsumerPriming(generations));
    }

    private SalesHandler(FailureTally failures) {
        this(SalesConfig.of(Environment.ofFunction()).tables(failures), failures);
    }

    /**
     * Creates the function.
     *
     * @param failures must be the listener of {@code tables}
     */
    SalesHandler(SalesTables tables, FailureTally failures) {
        generations = tables.generations();
        function =
                new QueueFunction<>(
                        "recordSales",
                        EventJson::readMessage,
                        new ProjectionConsumer(generations, tables.recorder()),
                        new Telemetry("sales", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
