package dev.netstock.stock.level;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.table.StockItem;

import java.util.Collection;

/**
 * How many units of a SKU can be promised at one location, summed over its shards.
 *
 * @param sku the product
 * @param location the place
 * @param available units; negative if the location is oversold
 * @param version the sum of the items' versions: each change of any of them adds 1 to it, so of two
 *     levels the one with the greater version includes more changes
 */
public record ItemLevel(Sku sku, Location location, long available, long version) {
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
                items.stream().mapToLong(StockItem::available).sum(),
                items.stream().mapToLong(StockItem::version).sum());
    }
}
