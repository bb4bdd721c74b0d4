package dev.netstock.stock.delta;

import dev.netstock.stock.ItemKey;

/**
 * What a delta did to one item.
 *
 * @param item the item
 * @param units signed as they change available: a take is negative
 * @param version the item's version after a take, by which the claim names the take; 0 if the line
 *     is not a take
 */
public record DeltaLine(ItemKey item, long units, long version) {
    public static DeltaLine take(ItemKey item, long units, long version) {
        return new DeltaLine(item, -units, version);
    }

    public static DeltaLine giveBack(ItemKey item, long units) {
        return new DeltaLine(item, units, 0);
    }
}
