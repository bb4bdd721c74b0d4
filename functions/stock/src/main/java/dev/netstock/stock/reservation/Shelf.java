package dev.netstock.stock.reservation;

import dev.netstock.stock.Call;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.reservation.ItemTake.ShortItem;
import dev.netstock.stock.reservation.Sourcing.Plan;
import dev.netstock.stock.reservation.Taking.Outcome;
import dev.netstock.stock.table.Batches;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.StockTables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes the lines of an order from the shelf: chooses where from, takes, and tries again where
 * others were faster. Thread-safe.
 *
 * @param tables the tables
 * @param sourcing chooses locations
 * @param taking takes all or none
 */
record Shelf(RetryingTables tables, Sourcing sourcing, Taking taking) {
    /** At once; then twice line by line, each time on fresh levels. */
    private static final int TRIES = 3;

    /** What came of it. */
    sealed interface Result {
        /** All lines are taken, and wait for their claim. */
        record Taken(List<DeltaLine> lines) implements Result {}

        /** None is taken: these lines are short. */
        record Refused(List<Shortage> shortages) implements Result {}

        /** None is taken, but another attempt of the same order may hold what is missing. */
        record HeldByRival() implements Result {}

        /** None is taken: nobody sells these. */
        record Unknown(List<Sku> skus) implements Result {}
    }

    Result take(List<RequestedLine> lines, Attempt attempt, Call call) {
        return Sourcing.needsLevels(lines)
                ? takeByLevels(lines, attempt, call)
                : takeAsNamed(lines, attempt, call);
    }

    private Result takeAsNamed(List<RequestedLine> lines, Attempt attempt, Call call) {
        return switch (taking.allAtOnce(Sourcing.asNamed(lines), attempt, call)) {
            case Outcome.AllTaken(List<DeltaLine> taken) -> new Result.Taken(taken);
            case Outcome.SomeShort(List<ShortItem> items) -> refused(lines, items, call);
            case Outcome.HeldByRival _ -> new Result.HeldByRival();
        };
    }

    private Result takeByLevels(List<RequestedLine> lines, Attempt attempt, Call call) {
        List<ShortItem> shortItems = List.of();
        for (int tries = 0; tries < TRIES; tries++) {
            Map<ItemKey, StockItem> items = items(lines, call);
            switch (sourcing.plan(lines, available(items))) {
                case Plan.Refuse(List<Shortage> shortages) -> {
                    return refused(lines, shortages, items, attempt, call);
                }
                case Plan.Take(List<ItemUnits> units) -> {
                    switch (take(units, tries == 0, attempt, call)) {
                        case Outcome.AllTaken(List<DeltaLine> taken) -> {
                            return new Result.Taken(taken);
                        }
                        case Outcome.SomeShort(List<ShortItem> missed) -> shortItems = missed;
                        case Outcome.HeldByRival _ -> {
                            return new Result.HeldByRival();
                        }
                    }
                }
            }
        }
        return refused(lines, shortItems, call);
    }

    private Outcome take(List<ItemUnits> units, boolean firstTry, Attempt attempt, Call call) {
        return firstTry
                ? taking.allAtOnce(units, attempt, call)
                : taking.oneByOne(units, attempt, call);
    }

    private Map<ItemKey, StockItem> items(List<RequestedLine> lines, Call call) {
        Map<ItemKey, StockItem> items = new LinkedHashMap<>();
        for (List<ItemKey> batch :
                Batches.of(List.copyOf(sourcing.candidates(lines)), StockTables.BATCH_MAX)) {
            items.putAll(tables.items(batch, Consistency.STRONG, call));
        }
        return items;
    }

    private static Map<ItemKey, Long> available(Map<ItemKey, StockItem> items) {
        return items.values().stream()
                .collect(Collectors.toMap(StockItem::key, StockItem::available));
    }

    private Result refused(
            List<RequestedLine> lines,
            List<Shortage> shortages,
            Map<ItemKey, StockItem> items,
            Attempt attempt,
            Call call) {
        if (items.values().stream().anyMatch(item -> ItemTake.isRival(item, attempt))) {
            return new Result.HeldByRival();
        }
        return unknown(skusOf(lines), items.keySet(), call)
                .orElseGet(() -> new Result.Refused(shortages));
    }

    private Result refused(List<RequestedLine> lines, List<ShortItem> items, Call call) {
        Set<Sku> missing = new LinkedHashSet<>();
        Set<ItemKey> existing = new LinkedHashSet<>();
        for (ShortItem item : items) {
            if (item.exists()) {
                existing.add(item.item());
            } else {
                missing.add(item.item().sku());
            }
        }
        return unknown(missing, existing, call)
                .orElseGet(() -> new Result.Refused(shortages(lines, items)));
    }

    private static List<Shortage> shortages(List<RequestedLine> lines, List<ShortItem> items) {
        var shortages = new ArrayList<Shortage>();
        Contents.addedUp(lines)
                .forEach(
                        (line, units) ->
                                items.stream()
                                        .filter(item -> item.item().sku().equals(line.sku()))
                                        .filter(
                                                item ->
                                                        line.location()
                                                                .map(item.item().location()::equals)
                                                                .orElse(true))
                                        .findFirst()
                                        .ifPresent(
                                                item ->
                                                        shortages.add(
                                                                new Shortage(
                                                                        line.sku(),
                                                                        line.location(),
                                                                        units,
                                                                        Math.max(
                                                                                0,
                                                                                item
                                                                                        .available())))));
        return List.copyOf(shortages);
    }

    /** The SKUs among these that no location has, of which one is enough to refuse the order. */
    private Optional<Result> unknown(Set<Sku> skus, Set<ItemKey> existing, Call call) {
        List<Sku> unknown =
                skus.stream()
                        .filter(sku -> existing.stream().noneMatch(item -> item.sku().equals(sku)))
                        .filter(sku -> tables.itemsOf(sku, Consistency.STRONG, call).isEmpty())
                        .toList();
        return unknown.isEmpty() ? Optional.empty() : Optional.of(new Result.Unknown(unknown));
    }

    private static Set<Sku> skusOf(List<RequestedLine> lines) {
        Set<Sku> skus = new LinkedHashSet<>();
        lines.forEach(line -> skus.add(line.sku()));
        return skus;
    }
}
