package dev.netstock.expiry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.stock.dynamodb.DynamoLongHolds;

import java.time.InstantSource;
import java.util.Optional;

/**
 * The function that looks each minute for long holds that end soon, and sends their messages to the
 * expiry function. What a message says does not matter: it only wakes the function. Thread-safe.
 */
public final class LongHoldsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<String> function;

    /** Used by Lambda; reads the environment variables. */
    public LongHoldsHandler() {
        this(LongHoldsConfig.of(Environment.ofFunction()), new FailureTally());
    }

    private LongHoldsHandler(LongHoldsConfig config, FailureTally failures) {
        this(config.holds(failures), config.queue(failures), InstantSource.system(), failures);
        Priming.register(new LongHoldsPriming(config.holds(failures)));
    }

    /**
     * Creates the function.
     *
     * @param failures must be the listener of {@code holds} and {@code queue}
     */
    LongHoldsHandler(
            DynamoLongHolds holds, QueueSender queue, InstantSource clock, FailureTally failures) {
        var parallel = Parallel.upTo(DynamoClients.CONNECTIONS_MAX);
        function =
                new QueueFunction<>(
                        "moveDueHolds",
                        Optional::of,
                        new DueHolds(holds, queue, parallel, clock),
                        new Telemetry("long-holds-due", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
