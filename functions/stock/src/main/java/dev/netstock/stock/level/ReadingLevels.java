package dev.netstock.stock.level;

import dev.netstock.stock.Call;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Locations;
import dev.netstock.stock.Sku;
import dev.netstock.stock.TryAgainException;
import dev.netstock.stock.level.StockLevels.LocationLevel;
import dev.netstock.stock.table.Batches;
import dev.netstock.stock.table.Parallel;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.StockTables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads how many units can be promised, and where. Thread-safe. */
public final class ReadingLevels {
    private final RetryingTables tables;
    private final Locations locations;
    private final Parallel parallel;

    /**
     * @param tables the tables
     * @param locations the locations that sell online
     * @param parallel runs batches side by side
     */
    public ReadingLevels(RetryingTables tables, Locations locations, Parallel parallel) {
        this.tables = tables;
        this.locations = locations;
        this.parallel = parallel;
    }

    /**
     * The levels of one SKU, with one request; empty if nobody sells it.
     *
     * @throws TryAgainException if the tables did not answer within the call's deadline
     */
    public Optional<StockLevels> one(Sku sku, Consistency consistency, Call call) {
        List<StockItem> items =
                tables.itemsOf(sku, consistency, call).stream()
                        .filter(item -> locations.contains(item.key().location()))
                        .toList();
        return items.isEmpty() ? Optional.empty() : Optional.of(levels(sku, items));
    }

    /**
     * The levels of up to 100 SKUs, with one request for each 100 items; those that nobody sells
     * are missing.
     *
     * @throws TryAgainException if the tables did not answer within the call's deadline
     */
    public Map<Sku, StockLevels> many(List<Sku> skus, Consistency consistency, Call call) {
        Map<Sku, List<StockItem>> found = new LinkedHashMap<>();
        parallel.run(
                        batches(skus).stream()
                                .<Supplier<Collection<StockItem>>>map(
                                        batch ->
                                                () ->
                                                        tables.items(batch, consistency, call)
                                                                .values())
                                .toList())
                .forEach(
                        items ->
                                items.forEach(
                                        item ->
                                                found.computeIfAbsent(
                                                                item.key().sku(),
                                                                _ -> new ArrayList<>())
                                                        .add(item)));
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

    private static StockLevels levels(Sku sku, List<StockItem> items) {
        return new StockLevels(
                sku,
                items.stream()
                        .map(item -> new LocationLevel(item.key().location(), item.available()))
                        .sorted(Comparator.comparing(LocationLevel::location))
                        .toList());
    }
}
