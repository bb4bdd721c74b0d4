package dev.netstock.stock.reservation;

import dev.netstock.stock.OrderId;
import dev.netstock.stock.shard.ShardCache;
import dev.netstock.stock.table.ClosedShardForwarding;
import dev.netstock.stock.table.StockItem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** From which items of a SKU an order takes, where all of them are known. */
final class ShardPicker {
    private ShardPicker() {}

    /**
     * For all that an order wants. Where that is so much that it could not be given back while its
     * items are closed, it takes from the first items what they have: they change then anyway.
     *
     * @param wanted how much from which places
     * @return empty if those that sell have too few, or if it could not be given back in one
     *     transaction
     */
    static Optional<List<ItemUnits>> pickAll(
            List<ItemUnits> wanted, ItemSnapshot reading, OrderId order) {
        return pickEach(wanted, one -> pick(reading.at(one.item()), one.units(), order))
                .or(
                        () ->
                                pickEach(
                                        wanted,
                                        one ->
                                                ofSeveral(
                                                        firstFirst(reading.at(one.item())),
                                                        one.units())));
    }

    private static Optional<List<ItemUnits>> pickEach(
            List<ItemUnits> wanted, Function<ItemUnits, Optional<List<ItemUnits>>> picking) {
        List<Optional<List<ItemUnits>>> picked = wanted.stream().map(picking).toList();
        List<ItemUnits> all =
                picked.stream().flatMap(Optional::stream).flatMap(List::stream).toList();
        return picked.stream().allMatch(Optional::isPresent)
                        && ClosedShardForwarding.fits(all.stream().map(ItemUnits::item).toList())
                ? Optional.of(all)
                : Optional.empty();
    }

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
            return ofSeveral(fullestFirst(items), units);
        }
        StockItem one = enough.get(ShardCache.mixed(order) % enough.size());
        return Optional.of(List.of(new ItemUnits(one.key(), units)));
    }

    private static Optional<List<ItemUnits>> ofSeveral(List<StockItem> items, long units) {
        var picked = new ArrayList<ItemUnits>();
        long open = units;
        for (StockItem item : items) {
            long part = Math.min(open, item.available());
            if (part > 0) {
                picked.add(new ItemUnits(item.key(), part));
                open -= part;
            }
        }
        return open == 0 ? Optional.of(List.copyOf(picked)) : Optional.empty();
    }

    private static List<StockItem> firstFirst(List<StockItem> items) {
        return fullestFirst(items).stream()
                .sorted(Comparator.comparing(item -> item.key().shard() > 0))
                .toList();
    }

    private static List<StockItem> fullestFirst(List<StockItem> items) {
        return items.stream()
                .filter(StockItem::sells)
                .sorted(Comparator.comparingLong(StockItem::available).reversed())
                .toList();
    }
}
