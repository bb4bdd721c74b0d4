package dev.netstock.stock.level;

import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.table.StockItem;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many units of a SKU can be promised at one location, summed over its items.
 *
 * @param sku the product
 * @param location the place
 * @param available units of general stock, which any channel can promise; negative if the location
 *     is oversold
 * @param setAside units in the pools of channels, which only those can promise; negative if
 *     channels have promised more than there was
 * @param ofOrders the part of {@code setAside} that is in pools from which the channels' own orders
 *     take; the rest backs what malls show
 * @param buffers units that channels leave alone, where the SKU or its category has its own here
 * @param version the sum of the items' versions: each change of any of them adds 1 to it, so of two
 *     levels the one with the greater version includes more changes
 */
public record ItemLevel(
        Sku sku,
        Location location,
        long available,
        long setAside,
        long ofOrders,
        Map<Channel, Integer> buffers,
        long version) {
    public ItemLevel {
        buffers = Map.copyOf(buffers);
    }

    /** A level without buffers, and without pools from which orders take. */
    public ItemLevel(Sku sku, Location location, long available, long setAside, long version) {
        this(sku, location, available, setAside, 0, Map.of(), version);
    }

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
                ofOrders(items),
                first(items).map(first -> first.layout().allBuffers()).orElse(Map.of()),
                items.stream().mapToLong(StockItem::version).sum());
    }

    private static Optional<StockItem> first(Collection<StockItem> items) {
        return items.stream().filter(item -> item.key().shard() == 0).findFirst();
    }

    private static long ofOrders(Collection<StockItem> items) {
        Set<ItemKey> pools =
                first(items).stream()
                        .flatMap(
                                first ->
                                        first.layout().rules().keySet().stream()
                                                .flatMap(channel -> first.pool(channel).stream()))
                        .collect(Collectors.toSet());
        return items.stream()
                .filter(item -> pools.contains(item.key()))
                .mapToLong(StockItem::available)
                .sum();
    }

    private static long sum(Collection<StockItem> items, boolean ofPools) {
        return items.stream()
                .filter(item -> item.key().isPool() == ofPools)
                .mapToLong(StockItem::available)
                .sum();
    }
}
