package dev.netstock.shards.plan;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.table.StockItem;

import java.util.List;

/** Reads the items of a SKU at a location. Implementations are thread-safe. */
@FunctionalInterface
public interface ShardItems {
    /**
     * All its items, the first one first; none if net stock does not have it.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if net stock did not answer within the
     *     call's deadline
     */
    List<StockItem> of(ItemKey firstItem, Call call);
}
