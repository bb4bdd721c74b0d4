package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;

/**
 * Units of one item.
 *
 * @param units 1 or more
 */
record ItemUnits(ItemKey item, long units) {}
