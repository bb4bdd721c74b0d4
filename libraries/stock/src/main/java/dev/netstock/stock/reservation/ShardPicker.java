package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.shard.ShardCache;
import dev.netstock.stock.table.ClosedShardForwarding;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.Terms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Chooses the items of a SKU from which an order takes, after all of them were read. */
final class ShardPicker {
    private ShardPicker() {}

    /**
     * Chooses items for all places of an order. If it could not give back so many items in one
     * transaction while they are closed, the order takes from the first items first: the
     * transaction includes those anyway.
     *
     * @param wanted the units to take at each place
     * @return empty if there are too few units in items that sell, or if the items do not fit into
     *     one transaction
     */
    static Optional<List<ItemUnits>> pickAll(
            List<ItemUnits> wanted, ItemSnapshot snapshot, OrderId order) {
        return pickEach(
                        wanted,
                        one -> pick(snapshot, one, (items, units) -> pick(items, units, order)))
                .or(
                        () ->
                                pickEach(
                                        wanted,
                                        one ->
                                                pick(
                                                        snapshot,
                                                        one,
                                                        (items, units) ->
                                                                ofSeveral(
                                                                        firstItemFirst(items),
                                                                        units))));
    }

    /**
     * Takes from the seller's pool first, and the rest from items of general stock, each of which
     * keeps the seller's buffer.
     */
    private static Optional<List<ItemUnits>> pick(
            ItemSnapshot snapshot,
            ItemUnits wanted,
            BiFunction<List<StockItem>, Long, Optional<List<ItemUnits>>> ofGeneral) {
        ItemKey place = wanted.item();
        Optional<ItemUnits> ofPool =
                snapshot.pool(place)
                        .map(
                                pool ->
                                        new ItemUnits(
                                                pool.key(),
                                                Math.min(wanted.units(), pool.available())))
                        .filter(units -> units.units() > 0);
        long rest = wanted.units() - ofPool.map(ItemUnits::units).orElse(0L);
        if (rest == 0) {
            return ofPool.map(List::of);
        }
        if (!snapshot.hasGeneralStock(place)) {
            return Optional.empty();
        }
        Optional<Terms> terms = snapshot.terms(place);
        List<StockItem> spare =
                snapshot.at(place).stream().map(item -> item.less(snapshot.buffer(place))).toList();
        return ofGeneral
                .apply(spare, rest)
                .map(
                        picked ->
                                Stream.concat(
                                                ofPool.stream(),
                                                picked.stream()
                                                        .map(
                                                                one ->
                                                                        new ItemUnits(
                                                                                one.item(),
                                                                                one.units(),
                                                                                false,
                                                                                terms)))
                                        .toList());
    }

    private static Optional<List<ItemUnits>> pickEach(
            List<ItemUnits> wanted, Function<ItemUnits, Optional<List<ItemUnits>>> pick) {
        List<Optional<List<ItemUnits>>> picked = wanted.stream().map(pick).toList();
        List<ItemUnits> all =
                picked.stream().flatMap(Optional::stream).flatMap(List::stream).toList();
        return picked.stream().allMatch(Optional::isPresent)
                        && ClosedShardForwarding.fits(all.stream().map(ItemUnits::item).toList())
                ? Optional.of(all)
                : Optional.empty();
    }

    /**
     * Chooses one item that has enough units, by the order's id; otherwise as few items as
     * possible.
     *
     * @param items the items of a SKU at a location
     * @return empty if the items that sell have too few units
     */
    static Optional<List<ItemUnits>> pick(List<StockItem> items, long units, OrderId order) {
        List<StockItem> enough =
                items.stream().filter(item -> item.sells() && item.available() >= units).toList();
        if (enough.isEmpty()) {
            return ofSeveral(fullestFirst(items), units);
        }
        StockItem one = enough.get(ShardCache.hash(order) % enough.size());
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

    private static List<StockItem> firstItemFirst(List<StockItem> items) {
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
