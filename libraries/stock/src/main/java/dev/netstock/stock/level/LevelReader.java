package dev.netstock.stock.level;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Locations;
import dev.netstock.stock.Sku;
import dev.netstock.stock.level.StockLevels.LocationLevel;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.StockTables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads how many units can be promised at each location. Thread-safe. */
public final class LevelReader {
    private final RetryingTables tables;
    private final Locations locations;
    private final Parallel parallel;

    /**
     * @param tables the tables
     * @param locations the locations that sell online
     * @param parallel runs batches in parallel
     */
    public LevelReader(RetryingTables tables, Locations locations, Parallel parallel) {
        this.tables = tables;
        this.locations = locations;
        this.parallel = parallel;
    }

    /**
     * The levels of one SKU; empty if the SKU is unknown. It costs one request, and one more for
     * each 100 items of a split SKU.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public Optional<StockLevels> one(Sku sku, Consistency consistency, Call call) {
        List<StockItem> items =
                tables.itemsOf(sku, consistency, call).stream()
                        .filter(item -> locations.contains(item.key().location()))
                        .toList();
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(levels(sku, withOthers(items, consistency, call)));
    }

    /**
     * The levels of up to 100 SKUs; unknown SKUs are missing. It costs one request for each 100
     * items, and again for the other shards of split SKUs.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public Map<Sku, StockLevels> many(List<Sku> skus, Consistency consistency, Call call) {
        List<StockItem> first = read(batches(skus), consistency, call);
        Map<Sku, List<StockItem>> found =
                withOthers(first, consistency, call).stream()
                        .collect(groupingBy(item -> item.key().sku()));
        Map<Sku, StockLevels> levels = new LinkedHashMap<>();
        for (Sku sku : skus) {
            Optional.ofNullable(found.get(sku))
                    .ifPresent(items -> levels.put(sku, levels(sku, items)));
        }
        return levels;
    }

    private List<List<ItemKey>> batches(List<Sku> skus) {
        List<ItemKey> keys =
                skus.stream()
                        .distinct()
                        .flatMap(
                                sku ->
                                        locations.byPriority().stream()
                                                .map(location -> ItemKey.of(sku, location)))
                        .toList();
        return Batches.of(keys, StockTables.BATCH_MAX);
    }

    /** These first items and their other shards. */
    private List<StockItem> withOthers(List<StockItem> first, Consistency consistency, Call call) {
        List<ItemKey> others = first.stream().flatMap(ShardTotals::otherShards).toList();
        List<StockItem> all = new ArrayList<>(first);
        all.addAll(read(Batches.of(others, StockTables.BATCH_MAX), consistency, call));
        return all;
    }

    private List<StockItem> read(List<List<ItemKey>> batches, Consistency consistency, Call call) {
        return parallel
                .run(
                        batches.stream()
                                .<Supplier<Collection<StockItem>>>map(
                                        batch ->
                                                () ->
                                                        tables.items(batch, consistency, call)
                                                                .values())
                                .toList())
                .stream()
                .flatMap(Collection::stream)
                .toList();
    }

    private static StockLevels levels(Sku sku, List<StockItem> items) {
        Map<Location, Long> units =
                items.stream()
                        .collect(
                                groupingBy(
                                        item -> item.key().location(),
                                        TreeMap::new,
                                        summingLong(StockItem::available)));
        return new StockLevels(
                sku,
                units.entrySet().stream()
                        .map(place -> new LocationLevel(place.getKey(), place.getValue()))
                        .toList());
    }
}
