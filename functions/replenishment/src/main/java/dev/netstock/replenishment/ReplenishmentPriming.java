package dev.netstock.replenishment;

import com.amazonaws.services.lambda.runtime.Context;

import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.function.Calls;
import dev.netstock.platform.queue.Message;
import dev.netstock.projection.GenerationReader;
import dev.netstock.projection.ProjectionConsumer;
import dev.netstock.replenishment.watch.ItemSettlement;
import dev.netstock.replenishment.watch.LevelWatch;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the function does before a snapshot: it hears a level of a SKU {@code priming}, which nobody
 * has given settings: it is read, and passed over.
 *
 * @param settling moves items on
 * @param generations which generations there are
 */
record ReplenishmentPriming(ItemSettlement settling, GenerationReader generations)
        implements Consumer<Context> {
    private static final String LEVEL =
            """
            {"specversion": "1.0", "id": "priming", "source": "/net-stock/levels",
             "type": "level.changed", "time": "2026-01-01T00:00:00Z",
             "data": {"sku": "priming", "location": "priming", "available": 1, "version": 1}}
            """;

    @Override
    public void accept(Context context) {
        var work = new LevelMessages(generations, new LevelWatch(settling, Parallel.NONE));
        ProjectionConsumer.read(LEVEL)
                .ifPresent(
                        level ->
                                work.handle(
                                        List.of(new Message<>("1", Optional.empty(), level)),
                                        Calls.ofFunction(context)));
    }
}
