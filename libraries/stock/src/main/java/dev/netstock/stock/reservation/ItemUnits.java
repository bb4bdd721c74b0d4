package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;

/**
 * Units to take of an item, or at a place that its first item names.
 *
 * @param forced whether the item may fall below 0; only a pool may
 */
record ItemUnits(ItemKey item, long units, boolean forced) {
    ItemUnits(ItemKey item, long units) {
        this(item, units, false);
    }
}
