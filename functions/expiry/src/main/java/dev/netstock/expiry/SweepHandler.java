package dev.netstock.expiry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.TakesMessage;
import dev.netstock.messages.TakesJson;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import java.util.Optional;

/**
 * The sweep function: a minute after takes were made, it undoes those that were not claimed.
 * Thread-safe.
 */
public final class SweepHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<TakesMessage> function;

    /** Used by Lambda; reads the environment variables. */
    public SweepHandler() {
        this(SweepConfig.of(Environment.ofFunction()), new FailureTally());
    }

    private SweepHandler(SweepConfig config, FailureTally failures) {
        this(config.netStock(failures), failures);
        Priming.register(new SweepPriming(config.netStock(failures).sweepFlow()));
    }

    /**
     * Creates the function.
     *
     * @param failures must be the listener of {@code netStock}
     */
    SweepHandler(DynamoNetStock netStock, FailureTally failures) {
        function =
                new QueueFunction<>(
                        "sweep",
                        SweepHandler::decode,
                        new TakeSweep(netStock.sweepFlow()),
                        new Telemetry("sweep", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }

    static Optional<TakesMessage> decode(String body) {
        return switch (TakesJson.read(body)) {
            case Decoded.Valid(TakesMessage takes) -> Optional.of(takes);
            case Decoded.Invalid<TakesMessage> _ -> Optional.empty();
        };
    }
}
