package dev.netstock.stock.table;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.OrderId;

/**
 * One conditional write that moves units of one item from available to reserved.
 *
 * @param item the item
 * @param units the units, 1 or more
 * @param order the order that it was made for
 * @param step the step of the order that will claim it
 * @param attempt unique for this write
 * @param forced whether the item may fall below 0: only a pool may, for an order that its channel
 *     has already promised
 */
public record Take(
        ItemKey item, long units, OrderId order, int step, String attempt, boolean forced) {
    public Take {
        if (forced && !item.isPool()) {
            throw new IllegalArgumentException("Only a pool may fall below 0");
        }
    }
}
