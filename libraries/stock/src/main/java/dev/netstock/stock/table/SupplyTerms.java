package dev.netstock.stock.table;

import dev.netstock.stock.Channel;
import dev.netstock.stock.limit.PurchaseLimit;

import java.util.Map;
import java.util.Optional;

/**
 * What a supply changes on the first item beside its units.
 *
 * @param limit the purchase limit of a new item, if its SKU has one elsewhere; empty: as it is
 * @param categoryBuffers the buffers of the SKU's category; empty: as they are
 */
public record SupplyTerms(
        Optional<PurchaseLimit> limit, Optional<Map<Channel, Integer>> categoryBuffers) {
    /** Nothing else changes. */
    public static final SupplyTerms UNCHANGED = new SupplyTerms(Optional.empty(), Optional.empty());

    public SupplyTerms {
        categoryBuffers = categoryBuffers.map(Map::copyOf);
    }

    /** The layout with these terms. */
    public Layout of(Layout layout) {
        Layout limited = limit.map(layout::withLimit).orElse(layout);
        return categoryBuffers.map(limited::withCategoryBuffers).orElse(limited);
    }
}
