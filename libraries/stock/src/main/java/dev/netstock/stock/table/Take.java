package dev.netstock.stock.table;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.OrderId;

import java.util.Optional;

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
 * @param terms the terms on which general stock is taken; empty for a pool, and for an order that
 *     its channel has already promised
 * @param onlyIfNew whether the take fails if the last change of the item was made for the same
 *     order, which is then known before
 */
public record Take(
        ItemKey item,
        long units,
        OrderId order,
        int step,
        String attempt,
        boolean forced,
        Optional<Terms> terms,
        boolean onlyIfNew) {
    public Take {
        if (forced && !item.isPool()) {
            throw new IllegalArgumentException("Only a pool may fall below 0");
        }
    }

    /** The units that the item must have: the channel's buffer stays. */
    public long needed() {
        return units + terms.map(Terms::buffer).orElse(0L);
    }

    /** Whether the item is the first one, and has other terms. */
    public boolean isOnOtherTerms(StockItem found) {
        return found.key().shard() == 0
                && terms.filter(it -> !it.areOf(found.layout())).isPresent();
    }

    /** Whether it is for a new order only, and this item shows that the order is not new. */
    public boolean isRepeatedOn(StockItem item) {
        return onlyIfNew && item.lastChange().order().equals(Optional.of(order));
    }

    /** The answer of a take whose condition failed on this item. */
    public TakeAnswer refusedBy(StockItem item) {
        return isRepeatedOn(item) ? new TakeAnswer.Repeated(item) : new TakeAnswer.TooFew(item);
    }
}
