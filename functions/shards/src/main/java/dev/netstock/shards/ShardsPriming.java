package dev.netstock.shards;

import com.amazonaws.services.lambda.runtime.Context;

import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.function.Calls;
import dev.netstock.platform.queue.Message;
import dev.netstock.shards.plan.ShardScaler;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Primes the function: it reviews a SKU {@code priming}, which does not exist. Nothing is changed.
 *
 * @param scaler scales the shards of a SKU
 */
record ShardsPriming(ShardScaler scaler) implements Consumer<Context> {
    private static final String LOOK =
            "{\"kind\": \"look\", \"places\": [{\"sku\": \"priming\", \"location\": \"priming\"}]}";

    @Override
    public void accept(Context context) {
        var work = new ShardMessages(scaler, Parallel.NONE);
        ShardsHandler.decode(LOOK)
                .ifPresent(
                        look ->
                                work.handle(
                                        List.of(new Message<>("1", Optional.empty(), look)),
                                        Calls.ofFunction(context)));
    }
}
