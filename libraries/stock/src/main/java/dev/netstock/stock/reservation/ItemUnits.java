package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.table.Terms;

import java.util.Optional;

/**
 * Units to take of an item, or at a place that its first item names.
 *
 * @param forced whether the item may fall below 0; only a pool may
 * @param terms the terms on which general stock is taken; empty for a pool, and for an order that
 *     its channel has already promised
 */
record ItemUnits(ItemKey item, long units, boolean forced, Optional<Terms> terms) {
    ItemUnits(ItemKey item, long units, boolean forced) {
        this(item, units, forced, Optional.empty());
    }

    ItemUnits(ItemKey item, long units) {
        this(item, units, false);
    }

    /** The units that the item must have: the channel's buffer stays. */
    long needed() {
        return units + terms.map(Terms::buffer).orElse(0L);
    }
}
