package dev.netstock.stock.reservation;

import dev.netstock.stock.OrderId;
import dev.netstock.stock.shard.ShardMemory;
import dev.netstock.stock.table.StockItem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** From which items of a SKU an order takes, where all of them are known. */
final class ShardPicking {
    private ShardPicking() {}

    /**
     * One that has enough, each order its own; else as few as can be.
     *
     * @param items the items of a SKU at a location
     * @return empty if those that sell have too few
     */
    static Optional<List<ItemUnits>> pick(List<StockItem> items, long units, OrderId order) {
        List<StockItem> enough =
                items.stream().filter(item -> item.sells() && item.available() >= units).toList();
        if (enough.isEmpty()) {
            return ofSeveral(items, units);
        }
        StockItem one = enough.get(ShardMemory.mixed(order) % enough.size());
        return Optional.of(List.of(new ItemUnits(one.key(), units)));
    }

    private static Optional<List<ItemUnits>> ofSeveral(List<StockItem> items, long units) {
        var picked = new ArrayList<ItemUnits>();
        long open = units;
        for (StockItem item : fullestFirst(items)) {
            long part = Math.min(open, item.available());
            if (part > 0) {
                picked.add(new ItemUnits(item.key(), part));
                open -= part;
            }
        }
        return open == 0 ? Optional.of(List.copyOf(picked)) : Optional.empty();
    }

    private static List<StockItem> fullestFirst(List<StockItem> items) {
        return items.stream()
                .filter(StockItem::sells)
                .sorted(Comparator.comparingLong(StockItem::available).reversed())
                .toList();
    }
}
