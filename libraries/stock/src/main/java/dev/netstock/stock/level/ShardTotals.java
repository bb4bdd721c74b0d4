package dev.netstock.stock.level;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.StockTables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads and sums all shards of SKUs. Thread-safe.
 *
 * <p>The items are not read at one moment. But each reading begins after the changes that caused
 * it, so the reading after the last change includes all changes and has the greatest version.
 */
public final class ShardTotals {
    private final RetryingTables tables;
    private final Parallel parallel;

    /**
     * @param tables the tables
     * @param parallel runs batches in parallel
     */
    public ShardTotals(RetryingTables tables, Parallel parallel) {
        this.tables = tables;
        this.parallel = parallel;
    }

    /**
     * The levels of these SKUs and locations, strongly consistent. It reads the first items, which
     * hold the number of shards and the pools, and then the other items. A SKU at more than {@link
     * StockTables#PLACES_BY_KEY_MAX} places costs one query for its first items.
     *
     * @param firstItems the first item of each SKU and location; items that do not exist are
     *     missing in the result
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public List<ItemLevel> levels(Collection<ItemKey> firstItems, Call call) {
        Map<Sku, List<ItemKey>> queried = queried(firstItems);
        List<StockItem> first =
                new ArrayList<>(
                        read(
                                firstItems.stream()
                                        .filter(item -> !queried.containsKey(item.sku()))
                                        .toList(),
                                call));
        first.addAll(query(queried, call));
        List<StockItem> others = read(first.stream().flatMap(ShardTotals::others).toList(), call);
        var byPlace =
                Stream.concat(first.stream(), others.stream())
                        .collect(
                                groupingBy(
                                        item ->
                                                ItemKey.of(
                                                        item.key().sku(), item.key().location())));
        return byPlace.values().stream().map(ItemLevel::of).toList();
    }

    /**
     * The first items of a SKU at all locations, which hold the numbers of shards, strongly
     * consistent; none if the SKU is unknown. One request.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public List<StockItem> firstItems(Sku sku, Call call) {
        return tables.itemsOf(sku, Consistency.STRONG, call);
    }

    /**
     * The items of general stock of one SKU at one location, strongly consistent, the first one
     * first; none if they do not exist.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public List<StockItem> items(ItemKey firstItem, Call call) {
        List<StockItem> first = read(List.of(firstItem), call);
        List<StockItem> others =
                read(first.stream().flatMap(ShardTotals::otherShards).toList(), call);
        return Stream.concat(first.stream(), others.stream()).toList();
    }

    /**
     * The items of one SKU at one location with all pools, strongly consistent, the first one
     * first; none if they do not exist.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public List<StockItem> allItems(ItemKey firstItem, Call call) {
        List<StockItem> first = read(List.of(firstItem), call);
        List<StockItem> others = read(first.stream().flatMap(ShardTotals::others).toList(), call);
        return Stream.concat(first.stream(), others.stream()).toList();
    }

    /**
     * The items of general stock of SKUs and locations, strongly consistent, the first one first;
     * items that do not exist are missing. If the caller knows the number of shards, one request
     * for each 100 items reads all; or one query for each SKU at more than {@link
     * StockTables#PLACES_BY_KEY_MAX} places.
     *
     * @param firstItems the first item of each
     * @param expected the number of shards that the caller expects, 1 or more
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public Map<ItemKey, List<StockItem>> itemsOf(
            Collection<ItemKey> firstItems, ToIntFunction<ItemKey> expected, Call call) {
        Map<Sku, List<ItemKey>> queried = queried(firstItems);
        List<StockItem> items =
                new ArrayList<>(
                        read(
                                firstItems.stream()
                                        .flatMap(
                                                item ->
                                                        shards(
                                                                item,
                                                                queried.containsKey(item.sku())
                                                                        ? 1
                                                                        : 0,
                                                                expected.applyAsInt(item)))
                                        .toList(),
                                call));
        items.addAll(query(queried, call));
        List<ItemKey> more =
                items.stream()
                        .flatMap(
                                item ->
                                        shards(
                                                item.key(),
                                                expected.applyAsInt(item.key().first()),
                                                item.shards()))
                        .toList();
        items.addAll(read(more, call));
        return items.stream()
                .sorted(Comparator.comparing(StockItem::key))
                .collect(groupingBy(item -> item.key().first(), toList()));
    }

    /** The SKUs at too many places to read them by key, with their first items. */
    private static Map<Sku, List<ItemKey>> queried(Collection<ItemKey> firstItems) {
        Map<Sku, List<ItemKey>> bySku = firstItems.stream().collect(groupingBy(ItemKey::sku));
        bySku.values().removeIf(places -> places.size() <= StockTables.PLACES_BY_KEY_MAX);
        return bySku;
    }

    /** The first items of SKUs at many places: those of a SKU are in one partition. */
    private List<StockItem> query(Map<Sku, List<ItemKey>> bySku, Call call) {
        return parallel
                .run(
                        bySku.entrySet().stream()
                                .<Supplier<List<StockItem>>>map(
                                        sku ->
                                                () -> {
                                                    Set<ItemKey> wanted =
                                                            Set.copyOf(sku.getValue());
                                                    return tables
                                                            .itemsOf(
                                                                    sku.getKey(),
                                                                    Consistency.STRONG,
                                                                    call)
                                                            .stream()
                                                            .filter(
                                                                    item ->
                                                                            wanted.contains(
                                                                                    item.key()))
                                                            .toList();
                                                })
                                .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static Stream<ItemKey> shards(ItemKey item, int from, int to) {
        return IntStream.range(from, to).mapToObj(item::shard);
    }

    private static Stream<ItemKey> others(StockItem first) {
        return Stream.concat(otherShards(first), first.pools());
    }

    static Stream<ItemKey> otherShards(StockItem first) {
        return shards(first.key(), 1, first.shards());
    }

    /**
     * Those of these items that exist, strongly consistent, in any order.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public List<StockItem> read(List<ItemKey> keys, Call call) {
        List<StockItem> items = new ArrayList<>();
        parallel.run(
                        Batches.of(keys, StockTables.BATCH_MAX).stream()
                                .<Supplier<Collection<StockItem>>>map(
                                        batch ->
                                                () ->
                                                        tables.items(
                                                                        batch,
                                                                        Consistency.STRONG,
                                                                        call)
                                                                .values())
                                .toList())
                .forEach(items::addAll);
        return items;
    }
}
