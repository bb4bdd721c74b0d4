package dev.netstock.stock.level;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.level.StockLevels.LocationLevel;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.table.PoolRule;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.StockTables;
import dev.netstock.stock.table.Terms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads how many units can be promised at each location. Thread-safe. */
public final class LevelReader {
    private final RetryingTables tables;
    private final PlaceSource places;
    private final Parallel parallel;

    /**
     * @param tables the tables
     * @param places the locations
     * @param parallel runs requests in parallel
     */
    public LevelReader(RetryingTables tables, PlaceSource places, Parallel parallel) {
        this.tables = tables;
        this.places = places;
        this.parallel = parallel;
    }

    /** All of general stock of one SKU, as {@link #one(Sku, LevelScope, Consistency, Call)}. */
    public Optional<StockLevels> one(Sku sku, Consistency consistency, Call call) {
        return one(sku, LevelScope.ALL, consistency, call);
    }

    /**
     * The levels of one SKU; empty if the SKU is unknown. It costs one request, and one more for
     * each 100 items of a split SKU and of pools.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public Optional<StockLevels> one(
            Sku sku, LevelScope scope, Consistency consistency, Call call) {
        Places now = places.current(call);
        Set<Location> selling = Set.copyOf(selling(now, scope));
        List<StockItem> items =
                tables.itemsOf(sku, consistency, call).stream()
                        .filter(item -> now.sells(item.key().location()))
                        .toList();
        List<StockItem> inScope =
                items.stream().filter(item -> selling.contains(item.key().location())).toList();
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        levels(sku, withOthers(inScope, scope, consistency, call), scope, now));
    }

    /** All of general stock of many SKUs. */
    public Map<Sku, StockLevels> many(List<Sku> skus, Consistency consistency, Call call) {
        return many(skus, LevelScope.ALL, consistency, call);
    }

    /**
     * The levels of up to 100 SKUs; unknown SKUs are missing. It costs one request for each 100
     * items, or for each SKU if there are more than {@link StockTables#PLACES_BY_KEY_MAX}
     * locations; and again for the other shards of split SKUs and for pools.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public Map<Sku, StockLevels> many(
            List<Sku> skus, LevelScope scope, Consistency consistency, Call call) {
        Places now = places.current(call);
        List<Location> selling = selling(now, scope);
        List<StockItem> first =
                selling.size() > StockTables.PLACES_BY_KEY_MAX
                        ? query(skus, Set.copyOf(selling), consistency, call)
                        : read(batches(skus, selling), consistency, call);
        Map<Sku, List<StockItem>> found =
                withOthers(first, scope, consistency, call).stream()
                        .collect(groupingBy(item -> item.key().sku()));
        Map<Sku, StockLevels> levels = new LinkedHashMap<>();
        for (Sku sku : skus) {
            Optional.ofNullable(found.get(sku))
                    .ifPresent(items -> levels.put(sku, levels(sku, items, scope, now)));
        }
        return levels;
    }

    private static List<Location> selling(Places now, LevelScope scope) {
        return scope.group().map(now::selling).orElseGet(now::selling);
    }

    private static List<List<ItemKey>> batches(List<Sku> skus, List<Location> selling) {
        List<ItemKey> keys =
                skus.stream()
                        .distinct()
                        .flatMap(sku -> selling.stream().map(place -> ItemKey.of(sku, place)))
                        .toList();
        return Batches.of(keys, StockTables.BATCH_MAX);
    }

    /** All first items of a SKU are in one partition. */
    private List<StockItem> query(
            List<Sku> skus, Set<Location> selling, Consistency consistency, Call call) {
        return parallel
                .run(
                        skus.stream()
                                .distinct()
                                .<Supplier<List<StockItem>>>map(
                                        sku -> () -> tables.itemsOf(sku, consistency, call))
                                .toList())
                .stream()
                .flatMap(Collection::stream)
                .filter(item -> selling.contains(item.key().location()))
                .toList();
    }

    /** These first items, their other shards, and the channel's pools that its orders use. */
    private List<StockItem> withOthers(
            List<StockItem> first, LevelScope scope, Consistency consistency, Call call) {
        List<ItemKey> others =
                first.stream()
                        .flatMap(
                                item ->
                                        Stream.concat(
                                                ShardTotals.otherShards(item),
                                                scope.channel().stream()
                                                        .flatMap(channel -> pool(item, channel))))
                        .toList();
        List<StockItem> all = new ArrayList<>(first);
        all.addAll(read(Batches.of(others, StockTables.BATCH_MAX), consistency, call));
        return all;
    }

    private static Stream<ItemKey> pool(StockItem first, Channel channel) {
        return first.layout().rule(channel).isPresent()
                ? first.pool(channel).stream()
                : Stream.empty();
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

    private static StockLevels levels(
            Sku sku, List<StockItem> items, LevelScope scope, Places now) {
        Map<Location, List<StockItem>> byPlace =
                items.stream()
                        .collect(groupingBy(item -> item.key().location(), TreeMap::new, toList()));
        return new StockLevels(
                sku,
                byPlace.entrySet().stream()
                        .map(
                                place ->
                                        new LocationLevel(
                                                place.getKey(),
                                                available(
                                                        place.getValue(),
                                                        terms(place.getValue(), scope, now))))
                        .toList());
    }

    private static Optional<Terms> terms(List<StockItem> items, LevelScope scope, Places now) {
        StockItem first =
                items.stream().filter(item -> item.key().shard() == 0).findFirst().orElseThrow();
        return scope.channel()
                .map(
                        channel ->
                                Terms.of(
                                        first.layout(),
                                        channel,
                                        now.buffer(first.key().location(), channel)));
    }

    /** What may be taken on these terms, as an order may take it. */
    private static long available(List<StockItem> items, Optional<Terms> terms) {
        long sum =
                items.stream()
                        .filter(item -> !item.key().isPool())
                        .mapToLong(StockItem::available)
                        .sum();
        long general = sum < 0 ? sum : Math.max(0, sum - terms.map(Terms::buffer).orElse(0L));
        Optional<Long> own =
                items.stream()
                        .filter(item -> item.key().isPool() && !item.layout().isClosing())
                        .findFirst()
                        .map(pool -> Math.max(0, pool.available()));
        return terms.flatMap(Terms::rule).equals(Optional.of(PoolRule.OWN_ONLY))
                ? own.orElse(0L)
                : own.map(units -> units + Math.max(0, general)).orElse(general);
    }
}
