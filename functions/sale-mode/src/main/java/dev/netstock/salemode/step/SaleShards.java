package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;

import java.util.Collection;

/** Over how many items SKUs are spread. Implementations are thread-safe. */
public interface SaleShards {
    /**
     * Asks for so many shards at least, whatever the heat; 1 for as many as the heat asks for. Safe
     * to repeat.
     *
     * @param firstItem the first item of a SKU at a location
     * @return how many there will be at least: another number if an operator pinned them
     */
    int atLeast(ItemKey firstItem, int shards, Call call);

    /** Over how many it is spread now; 1 if it is not there any more. */
    int open(ItemKey firstItem, Call call);

    /** Has what was asked for done now, and not at the next look. */
    void hurry(Collection<ItemKey> firstItems, Call call);
}
