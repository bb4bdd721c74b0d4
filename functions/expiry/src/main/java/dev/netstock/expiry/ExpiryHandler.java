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
import dev.netstock.stock.dynamodb.DynamoNetStock;

import java.time.InstantSource;

/** The expiry function: returns the units of expired holds. Thread-safe. */
public final class ExpiryHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<HoldMessage> function;

    /** Used by Lambda; reads the environment variables. */
    public ExpiryHandler() {
        this(ExpiryConfig.of(Environment.ofFunction()), new FailureTally());
    }

    private ExpiryHandler(ExpiryConfig config, FailureTally failures) {
        this(config.netStock(failures), config.queue(failures), InstantSource.system(), failures);
        Priming.register(new ExpiryPriming(config.netStock(failures).expireFlow()));
    }

    /**
     * Creates the function.
     *
     * @param failures must be the listener of {@code netStock} and {@code queue}
     */
    ExpiryHandler(
            DynamoNetStock netStock,
            QueueSender queue,
            InstantSource clock,
            FailureTally failures) {
        var parallel = Parallel.upTo(DynamoClients.CONNECTIONS_MAX);
        function =
                new QueueFunction<>(
                        "expire",
                        HoldMessage::decode,
                        new HoldExpiry(netStock.expireFlow(), queue, parallel, clock),
                        new Telemetry("expiry", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }
}
