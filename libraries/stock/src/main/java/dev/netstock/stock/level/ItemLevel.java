package dev.netstock.stock.level;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.table.StockItem;

import java.util.Collection;

/**
 * How many units of a SKU can be promised at one location, summed over its items.
 *
 * @param sku the product
 * @param location the place
 * @param available units of general stock, which any channel can promise; negative if the location
 *     is oversold
 * @param setAside units in the pools of channels, which only those can promise; negative if
 *     channels have promised more than there was
 * @param version the sum of the items' versions: each change of any of them adds 1 to it, so of two
 *     levels the one with the greater version includes more changes
 */
public record ItemLevel(Sku sku, Location location, long available, long setAside, long version) {
    /**
     * The level of a SKU at a location.
     *
     * @param items all its items, at least one
     */
    public static ItemLevel of(Collection<StockItem> items) {
        StockItem any = items.iterator().next();
        return new ItemLevel(
                any.key().sku(),
                any.key().location(),
                sum(items, false),
                sum(items, true),
                items.stream().mapToLong(StockItem::version).sum());
    }

    private static long sum(Collection<StockItem> items, boolean ofPools) {
        return items.stream()
                .filter(item -> item.key().isPool() == ofPools)
                .mapToLong(StockItem::available)
                .sum();
    }
}
