package dev.netstock.stock.supply;

import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.Origin;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.shard.Shards;
import dev.netstock.stock.shard.SpreadResult;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.StockTables;
import dev.netstock.stock.table.StockTables.DeltaKey;
import dev.netstock.stock.table.SupplyAnswer;
import dev.netstock.stock.table.SupplyTerms;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Applies the ledger's supply to net stock: adds the difference if the version is newer, and then
 * writes the delta row. Thread-safe.
 *
 * <p>DynamoDB expressions add at most two operands, so the difference is computed from a read and
 * applied on condition that the item still has the ledger version that was read. Each item also
 * stores the delta of its last supply: if a function is killed before it writes that row, the next
 * writer writes it.
 */
public final class SupplyApplier {
    private static final int ROUNDS_MAX = 10;

    private final RetryingTables tables;
    private final Parallel parallel;
    private final Shards shards;
    private final InstantSource clock;
    private final Supplier<String> attempts;

    /**
     * @param tables the tables
     * @param parallel runs changes of different items in parallel
     * @param clock the time of day
     * @param attempts creates a unique id for each attempt
     */
    public SupplyApplier(
            RetryingTables tables,
            Parallel parallel,
            InstantSource clock,
            Supplier<String> attempts) {
        this.tables = tables;
        this.parallel = parallel;
        // Not in parallel: a task that already runs in parallel would wait for its own slot.
        this.shards = Shards.over(tables, Parallel.NONE, clock, attempts);
        this.clock = clock;
        this.attempts = attempts;
    }

    /**
     * Applies any number of changes, in any order, also repeatedly. Returns one outcome per change.
     */
    public List<SupplyOutcome> apply(List<SupplyChange> changes, Call call) {
        Map<ItemKey, SupplyChange> newest = new LinkedHashMap<>();
        changes.forEach(change -> newest.merge(item(change), change, SupplyApplier::newer));
        Map<ItemKey, SupplyOutcome> outcomes = new HashMap<>();
        for (List<SupplyChange> batch :
                Batches.of(List.copyOf(newest.values()), StockTables.BATCH_MAX)) {
            outcomes.putAll(applyBatch(batch, call));
        }
        return changes.stream().map(change -> outcome(change, newest, outcomes)).toList();
    }

    private static ItemKey item(SupplyChange change) {
        return ItemKey.of(change.sku(), change.location());
    }

    private static SupplyChange newer(SupplyChange a, SupplyChange b) {
        return b.ledgerVersion() > a.ledgerVersion() ? b : a;
    }

    private static SupplyOutcome outcome(
            SupplyChange change,
            Map<ItemKey, SupplyChange> newest,
            Map<ItemKey, SupplyOutcome> outcomes) {
        SupplyOutcome outcome = java.util.Objects.requireNonNull(outcomes.get(item(change)));
        boolean overtaken = !change.equals(newest.get(item(change)));
        return overtaken && outcome instanceof SupplyOutcome.Applied
                ? new SupplyOutcome.AlreadyApplied(
                        java.util.Objects.requireNonNull(newest.get(item(change))).ledgerVersion())
                : outcome;
    }

    private Map<ItemKey, SupplyOutcome> applyBatch(List<SupplyChange> batch, Call call) {
        try {
            Map<ItemKey, StockItem> items =
                    tables.items(
                            batch.stream().map(SupplyApplier::item).toList(),
                            Consistency.STRONG,
                            call);
            Set<ItemKey> withoutRow = withoutRow(items, call);
            Map<Sku, Optional<PurchaseLimit>> limits = new ConcurrentHashMap<>();
            List<Progress> progress =
                    parallel.run(
                            batch.stream()
                                    .<Supplier<Progress>>map(
                                            change ->
                                                    () ->
                                                            applyOne(
                                                                    change,
                                                                    Optional.ofNullable(
                                                                            items.get(
                                                                                    item(change))),
                                                                    withoutRow.contains(
                                                                            item(change)),
                                                                    limits,
                                                                    call))
                                    .toList());
            List<SupplyOutcome> outcomes = finish(progress, call);
            Map<ItemKey, SupplyOutcome> byItem = new HashMap<>();
            for (int i = 0; i < batch.size(); i++) {
                byItem.put(item(batch.get(i)), outcomes.get(i));
            }
            return byItem;
        } catch (RetryLaterException e) {
            return batch.stream()
                    .collect(
                            Collectors.toMap(
                                    SupplyApplier::item, _ -> new SupplyOutcome.TryAgain()));
        }
    }

    /** How far a change has come. */
    private sealed interface Progress {
        record Done(SupplyOutcome outcome) implements Progress {}

        /** The supply is set, and may be the first one of its item: its row is not written yet. */
        record First(StockItem item, Delta row) implements Progress {}
    }

    /**
     * Completes the first supplies of a batch. Their items exist by now, so one reading of a SKU,
     * which begins now, shows the limit that all of them have to have.
     */
    private List<SupplyOutcome> finish(List<Progress> progress, Call call) {
        Map<Sku, Optional<PurchaseLimit>> limits = new ConcurrentHashMap<>();
        return parallel.run(
                progress.stream()
                        .<Supplier<SupplyOutcome>>map(it -> () -> finishOne(it, limits, call))
                        .toList());
    }

    private SupplyOutcome finishOne(
            Progress progress, Map<Sku, Optional<PurchaseLimit>> limits, Call call) {
        return switch (progress) {
            case Progress.Done(SupplyOutcome outcome) -> outcome;
            case Progress.First(StockItem item, Delta row) -> {
                try {
                    complete(item, Optional.of(row), limits, call);
                    yield applied(item, row, call);
                } catch (RetryLaterException e) {
                    yield new SupplyOutcome.TryAgain();
                }
            }
        };
    }

    /** The items whose last supply has no delta row yet. */
    private Set<ItemKey> withoutRow(Map<ItemKey, StockItem> items, Call call) {
        Map<DeltaKey, ItemKey> expected = new HashMap<>();
        items.values()
                .forEach(
                        item ->
                                item.supply()
                                        .ifPresent(
                                                supply ->
                                                        expected.put(
                                                                DeltaKey.of(supply.delta()),
                                                                item.key())));
        if (expected.isEmpty()) {
            return Set.of();
        }
        expected.keySet().removeAll(tables.existing(expected.keySet(), call));
        return Set.copyOf(expected.values());
    }

    private Progress applyOne(
            SupplyChange change,
            Optional<StockItem> read,
            boolean lacksRow,
            Map<Sku, Optional<PurchaseLimit>> limits,
            Call call) {
        try {
            return tryOne(change, read, lacksRow, limits, attempts.get(), call);
        } catch (RetryLaterException e) {
            return new Progress.Done(new SupplyOutcome.TryAgain());
        }
    }

    private Progress tryOne(
            SupplyChange change,
            Optional<StockItem> read,
            boolean lacksRow,
            Map<Sku, Optional<PurchaseLimit>> limits,
            String attempt,
            Call call) {
        Optional<StockItem> item = read;
        boolean isRowMissing = lacksRow;
        Map<Sku, Optional<PurchaseLimit>> known = limits;
        for (int rounds = 0; rounds < ROUNDS_MAX; rounds++) {
            if (isRowMissing && item.isPresent()) {
                complete(item.get(), item.get().supply().map(StockItem.Supply::delta), known, call);
            }
            long version = item.map(StockItem::ledgerVersion).orElse(0L);
            if (version >= change.ledgerVersion()) {
                return new Progress.Done(appliedBefore(item.orElseThrow(), attempt, call));
            }
            Delta delta = delta(change, item, attempt, call);
            if (set(change, delta, item, known, call) instanceof SupplyAnswer.Set(StockItem now)) {
                if (isFirst(now, delta)) {
                    return new Progress.First(now, delta);
                }
                complete(now, Optional.of(delta), known, call);
                return new Progress.Done(applied(now, delta, call));
            }
            item =
                    Optional.ofNullable(
                            tables.items(List.of(item(change)), Consistency.STRONG, call)
                                    .get(item(change)));
            isRowMissing = true;
            known = new HashMap<>();
        }
        return new Progress.Done(new SupplyOutcome.TryAgain());
    }

    private SupplyOutcome applied(StockItem now, Delta delta, Call call) {
        spread(now, unitsOf(delta), call);
        return new SupplyOutcome.Applied(unitsOf(delta), available(now, call));
    }

    /** If the first item of a split SKU has too few units for a decrease, collects units first. */
    private SupplyAnswer set(
            SupplyChange change,
            Delta delta,
            Optional<StockItem> item,
            Map<Sku, Optional<PurchaseLimit>> limits,
            Call call) {
        long decrease = -unitsOf(delta);
        Optional<String> closing =
                item.filter(it -> it.isSplit() && it.available() < decrease)
                        .flatMap(it -> shards.collector().collect(it.key(), decrease, call));
        return tables.setSupply(
                delta,
                item.map(StockItem::ledgerVersion).orElse(0L),
                closing,
                new SupplyTerms(
                        item.isPresent() ? Optional.empty() : limitOf(change.sku(), limits, call),
                        change.categoryBuffers()
                                .filter(
                                        it ->
                                                !it.equals(
                                                        item.map(StockItem::layout)
                                                                .orElse(Layout.ONE)
                                                                .categoryBuffers()))),
                call);
    }

    /**
     * Writes the row of a supply. A new item first gets the limit of the SKU again: it may have
     * been set after {@link #set} read it, and before the item existed. While the row is missing,
     * the next writer does the same.
     *
     * @param limits those that were read when the item existed
     */
    private void complete(
            StockItem item,
            Optional<Delta> row,
            Map<Sku, Optional<PurchaseLimit>> limits,
            Call call) {
        if (row.filter(delta -> isFirst(item, delta)).isPresent()) {
            keepLimit(item, limitOf(item.key().sku(), limits, call), call);
        }
        row.ifPresent(delta -> tables.append(delta, call));
    }

    private static boolean isFirst(StockItem item, Delta row) {
        return item.supply().filter(supply -> supply.supply() == unitsOf(row)).isPresent();
    }

    /**
     * Gives an item the limit of its SKU.
     *
     * @param created the item, which may have changed meanwhile
     * @param limit the latest one, read when the item existed
     */
    private void keepLimit(StockItem created, Optional<PurchaseLimit> limit, Call call) {
        Layout layout = created.layout();
        Optional<PurchaseLimit> latest = limit;
        for (int rounds = 1; ; rounds++) {
            if (latest.isEmpty()
                    || latest.equals(layout.limit())
                    || tables.setLayout(
                                    created.key(),
                                    layout,
                                    layout.withLimit(latest.get()),
                                    attempts.get(),
                                    call)
                            .isPresent()) {
                return;
            }
            tables.pauseAfter(rounds, call);
            List<StockItem> items = tables.itemsOf(created.key().sku(), Consistency.STRONG, call);
            latest = latest(items);
            layout =
                    items.stream()
                            .filter(item -> item.key().equals(created.key()))
                            .map(StockItem::layout)
                            .findFirst()
                            .orElse(layout);
        }
    }

    /**
     * The latest purchase limit that a SKU has at any location. A new location begins with it.
     *
     * @param limits those that were read already: each SKU is read once
     */
    private Optional<PurchaseLimit> limitOf(
            Sku sku, Map<Sku, Optional<PurchaseLimit>> limits, Call call) {
        return limits.computeIfAbsent(
                sku, it -> latest(tables.itemsOf(it, Consistency.STRONG, call)));
    }

    private static Optional<PurchaseLimit> latest(List<StockItem> items) {
        return items.stream()
                .flatMap(other -> other.layout().limit().stream())
                .max(PurchaseLimit.NEWER_LAST);
    }

    /**
     * New units are on the first item. If they cannot be spread in time, the next rebalance spreads
     * them.
     */
    private void spread(StockItem item, long units, Call call) {
        if (units > 0 && item.openShards() > 1) {
            try {
                SpreadResult _ = shards.spreader().spread(item.key(), item.openShards(), call);
            } catch (RetryLaterException _) {
                // The first item sells them.
            }
        }
    }

    private long available(StockItem item, Call call) {
        return item.isSplit()
                ? shards.totals().items(item.key(), call).stream()
                        .mapToLong(StockItem::available)
                        .sum()
                : item.available();
    }

    /** After a lost response, the item may already have this version from this attempt. */
    private SupplyOutcome appliedBefore(StockItem item, String attempt, Call call) {
        return item.supply()
                .map(StockItem.Supply::delta)
                .filter(delta -> delta.origin().attempt().equals(attempt))
                .<SupplyOutcome>map(
                        delta -> new SupplyOutcome.Applied(unitsOf(delta), available(item, call)))
                .orElseGet(() -> new SupplyOutcome.AlreadyApplied(item.ledgerVersion()));
    }

    private static long unitsOf(Delta delta) {
        return delta.lines().getFirst().units();
    }

    private Delta delta(SupplyChange change, Optional<StockItem> item, String attempt, Call call) {
        long before = item.flatMap(StockItem::supply).map(StockItem.Supply::supply).orElse(0L);
        return new Delta(
                Cause.supplyOf(change.sku(), change.location()),
                Delta.ledgerStepKey(change.ledgerVersion()),
                new Change.SupplyChanged(
                        DeltaLine.giveBack(item(change), change.supply() - before),
                        change.supply(),
                        change.ledgerVersion()),
                Optional.empty(),
                new Origin(
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        call.who(),
                        call.traceId(),
                        attempt));
    }
}
