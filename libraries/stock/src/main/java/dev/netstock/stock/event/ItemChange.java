package dev.netstock.stock.event;

import dev.netstock.stock.table.StockItem;

import java.time.Instant;
import java.util.Optional;

/**
 * A change of an item, from the table's stream.
 *
 * @param before the item before; empty where it is new
 * @param after the item after
 * @param at when it changed, by the clock of the function that did it
 */
public record ItemChange(Optional<StockItem> before, StockItem after, Instant at) {
    /** Whether available or supply changed. */
    public boolean isOfLevel() {
        return before.filter(
                        old ->
                                old.available() == after.available()
                                        && supply(old).equals(supply(after)))
                .isEmpty();
    }

    /** How many units this change oversold; 0 if none. */
    public long oversoldUnits() {
        long floor = Math.min(0, before.map(StockItem::available).orElse(0L));
        return Math.max(0, floor - after.available());
    }

    private static Optional<Long> supply(StockItem item) {
        return item.supply().map(StockItem.Supply::supply);
    }
}
