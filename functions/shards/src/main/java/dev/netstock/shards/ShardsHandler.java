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
import dev.netstock.shards.plan.ShardSteering;

import java.time.InstantSource;
import java.util.Optional;

/**
 * The shards function: hears of heat, looks at SKUs that are split, and spreads their units over
 * more items, or fewer. Thread-safe.
 */
public final class ShardsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final QueueFunction<ShardMessage> function;

    /** As Lambda makes it, from the environment. */
    public ShardsHandler() {
        this(ShardsConfig.of(Environment.ofFunction()), new FailureTally());
    }

    private ShardsHandler(ShardsConfig config, FailureTally failures) {
        this(config.shards(failures).steering(InstantSource.system()), failures);
        Priming.register(
                new ShardsPriming(config.shards(failures).steering(InstantSource.system())));
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of what is in {@code steering}
     */
    ShardsHandler(ShardSteering steering, FailureTally failures) {
        function =
                new QueueFunction<>(
                        "decideShards",
                        ShardsHandler::decode,
                        new ShardMessages(steering, Parallel.upTo(DynamoClients.CONNECTIONS_MAX)),
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
