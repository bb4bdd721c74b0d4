package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;

import java.util.Collection;

/** The shards of SKUs. Implementations are thread-safe. */
public interface SaleShards {
    /**
     * Requests a minimum number of shards, whatever the load; 1 leaves the number to the load. Safe
     * to repeat.
     *
     * @param firstItem the first item of a SKU at a location
     * @return the minimum that is in effect: another number if an operator pinned it
     */
    int atLeast(ItemKey firstItem, int shards, Call call);

    /** The number of open shards; 1 if the item no longer exists. */
    int open(ItemKey firstItem, Call call);

    /** Applies what was requested now, and not at the next scheduled run. */
    void applyNow(Collection<ItemKey> firstItems, Call call);
}
