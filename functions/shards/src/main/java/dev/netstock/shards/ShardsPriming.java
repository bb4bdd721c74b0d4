package dev.netstock.shards;

import com.amazonaws.services.lambda.runtime.Context;

import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.function.Calls;
import dev.netstock.platform.queue.Message;
import dev.netstock.shards.plan.ShardSteering;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the function does before a snapshot: it looks at a SKU {@code priming}, which nobody has.
 * Nothing is changed.
 *
 * @param steering decides, and carries it out
 */
record ShardsPriming(ShardSteering steering) implements Consumer<Context> {
    private static final String LOOK =
            "{\"kind\": \"look\", \"places\": [{\"sku\": \"priming\", \"location\": \"priming\"}]}";

    @Override
    public void accept(Context context) {
        var work = new ShardMessages(steering, Parallel.NONE);
        ShardsHandler.decode(LOOK)
                .ifPresent(
                        look ->
                                work.handle(
                                        List.of(new Message<>("1", Optional.empty(), look)),
                                        Calls.ofFunction(context)));
    }
}
