package dev.netstock.shards;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.ShardMessage;
import dev.netstock.events.ShardMessageJson;
import dev.netstock.invocation.Environment;
import dev.netstock.invocation.Priming;
import dev.netstock.json.Decoded;
import dev.netstock.queue.QueueFunction;
import dev.netstock.shards.plan.Steering;
import dev.netstock.stock.dynamodb.DynamoClients;
import dev.netstock.stock.table.Parallel;
import dev.netstock.telemetry.FailureTally;
import dev.netstock.telemetry.Telemetry;

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
                new ShardsRehearsal(config.shards(failures).steering(InstantSource.system())));
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of what is in {@code steering}
     */
    ShardsHandler(Steering steering, FailureTally failures) {
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
