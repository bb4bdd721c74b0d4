package dev.netstock.shards.plan;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.shard.SpreadResult;

/** Spreads units. Implementations are thread-safe. */
@FunctionalInterface
public interface Spreader {
    /**
     * Spreads the units of a SKU at a location evenly over so many items, unless it is oversold.
     * Safe to repeat, and to be repeated after any failure.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if not all was done within the call's
     *     deadline
     */
    SpreadResult spread(ItemKey firstItem, int openShards, Call call);
}
