package dev.netstock.shards;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.ShardMessage;
import dev.netstock.messages.ShardMessageJson;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.queue.QueueFunction;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.shards.plan.ShardScaler;

import java.time.InstantSource;
import java.util.Optional;

/**
 * The shards function: handles reports of hot SKUs, reviews split SKUs, and spreads their units
 * over more or fewer items. Thread-safe.
 */
public final class ShardsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<ShardMessage> function;

    /** Used by Lambda; reads the environment variables. */
    public ShardsHandler() {
        this(ShardsConfig.of(Environment.ofFunction()), new FailureTally());
    }

    private ShardsHandler(ShardsConfig config, FailureTally failures) {
        this(config.shards(failures).scaler(InstantSource.system()), failures);
        Priming.register(new ShardsPriming(config.shards(failures).scaler(InstantSource.system())));
    }

    /**
     * Creates the function.
     *
     * @param failures must be the listener of everything in {@code scaler}
     */
    ShardsHandler(ShardScaler scaler, FailureTally failures) {
        function =
                new QueueFunction<>(
                        "decideShards",
                        ShardsHandler::decode,
                        new ShardMessages(scaler, Parallel.upTo(DynamoClients.CONNECTIONS_MAX)),
                        new Telemetry("shards", failures));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.answer(event, context);
    }

    static Optional<ShardMessage> decode(String body) {
        return switch (ShardMessageJson.read(body)) {
            case Decoded.Valid(ShardMessage message) -> Optional.of(message);
            case Decoded.Invalid<ShardMessage> _ -> Optional.empty();
        };
    }
}
