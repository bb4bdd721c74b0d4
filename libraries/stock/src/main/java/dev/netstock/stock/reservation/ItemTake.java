package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.shard.ShardCache;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.Take;
import dev.netstock.stock.table.TakeAnswer.InDoubt;
import dev.netstock.stock.table.TakeAnswer.NoSuchItem;
import dev.netstock.stock.table.TakeAnswer.NotTaken;
import dev.netstock.stock.table.TakeAnswer.Repeated;
import dev.netstock.stock.table.TakeAnswer.Taken;
import dev.netstock.stock.table.TakeAnswer.TooFew;
import dev.netstock.stock.table.Terms;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes units of one item. If a response is lost, it finds out whether the take landed.
 * Thread-safe.
 */
final class ItemTake {
    /** If the responses of two takes are lost, the sweep cleans up. */
    private static final int IN_DOUBT_MAX = 2;

    private final RetryingTables tables;
    private final ShardCache shards;

    /**
     * @param tables the tables
     * @param shards the shards of hot SKUs
     */
    ItemTake(RetryingTables tables, ShardCache shards) {
        this.tables = tables;
        this.shards = shards;
    }

    /** The outcome of a take. */
    sealed interface Outcome {
        record Got(DeltaLine line) implements Outcome {}

        record Missed(ShortItem item) implements Outcome {}

        /**
         * The item has too few units, but another attempt of the same order made its last change
         * and may hold the missing units.
         */
        record HeldByRival() implements Outcome {}

        /** The order has rows that the attempt did not expect; its take did not happen. */
        record Superseded() implements Outcome {}

        record Failed(RetryLaterException failure) implements Outcome {}
    }

    /**
     * An item that has too few units.
     *
     * @param wanted what was asked of it
     * @param item which item was tried
     * @param found the current item; empty if it does not exist
     */
    record ShortItem(ItemUnits wanted, ItemKey item, Optional<StockItem> found) {
        /** What the channel could have had: its buffer stays. */
        long available() {
            return found.map(StockItem::available).orElse(0L)
                    - wanted.terms().map(Terms::buffer).orElse(0L);
        }

        boolean exists() {
            return found.isPresent();
        }

        /**
         * Whether the SKU may have the missing units all the same: in other items, or because the
         * channel's terms are others than expected.
         */
        boolean isNoProof() {
            return item.shard() > 0
                    || found.filter(StockItem::isSplit).isPresent()
                    || found.filter(this::isOnOtherTerms).isPresent();
        }

        private boolean isOnOtherTerms(StockItem first) {
            return wanted.terms().filter(it -> !it.areOf(first.layout())).isPresent();
        }
    }

    /** Takes units of exactly this item. */
    Outcome take(ItemUnits units, Attempt attempt, Call call) {
        return takeFrom(units, false, attempt, call);
    }

    /**
     * Takes units of one of the items that a SKU has at a location. The order's id chooses it;
     * after a throttle or a conflict the next try goes to another item. A blind attempt sends one
     * take, and looks at the order's rows before another.
     */
    Outcome takeOfAnyShard(ItemUnits units, Attempt attempt, Call call) {
        return takeFrom(units, true, attempt, call);
    }

    private Outcome takeFrom(ItemUnits units, boolean ofAnyShard, Attempt attempt, Call call) {
        try {
            return tryTake(units, ofAnyShard, attempt, call);
        } catch (RetryLaterException e) {
            return new Outcome.Failed(e);
        }
    }

    private Outcome tryTake(ItemUnits wanted, boolean ofAnyShard, Attempt attempt, Call call) {
        long units = wanted.units();
        ItemKey item = ofAnyShard ? pick(wanted.item(), attempt, 0, call) : wanted.item();
        Set<String> inDoubt = new HashSet<>();
        String takeId = attempt.nextTake();
        int failures = 0;
        while (true) {
            if (ofAnyShard && inDoubt.isEmpty() && !isOnKnownTerms(wanted, item, call)) {
                return new Outcome.Missed(new ShortItem(wanted, item, Optional.empty()));
            }
            var take =
                    new Take(
                            item,
                            units,
                            attempt.order(),
                            attempt.step(),
                            takeId,
                            wanted.forced(),
                            wanted.terms(),
                            attempt.isBlind());
            switch (tables.take(take, failures, call)) {
                case Taken(StockItem now) -> {
                    learn(now, call);
                    return got(now, units);
                }
                case TooFew(StockItem now) -> {
                    learn(now, call);
                    return tooFew(now, wanted, attempt, inDoubt);
                }
                case Repeated(StockItem now) -> {
                    learn(now, call);
                    return hasLanded(now, inDoubt) ? got(now, units) : new Outcome.HeldByRival();
                }
                case NoSuchItem _ -> {
                    return new Outcome.Missed(new ShortItem(wanted, item, Optional.empty()));
                }
                case NotTaken _ -> {
                    if (attempt.isSuperseded(call)) {
                        return new Outcome.Superseded();
                    }
                    failures++;
                    // A second take stays at the item, which shows whether the first one landed.
                    if (ofAnyShard && inDoubt.isEmpty()) {
                        item = pick(wanted.item(), attempt, failures, call);
                    }
                }
                case InDoubt _ -> {
                    inDoubt.add(takeId);
                    Optional<StockItem> now = read(item, call);
                    now.ifPresent(read -> learn(read, call));
                    if (now.isPresent() && hasLanded(now.get(), inDoubt)) {
                        return got(now.get(), units);
                    }
                    if (attempt.isSuperseded(call)) {
                        return new Outcome.Superseded();
                    }
                    if (inDoubt.size() == IN_DOUBT_MAX) {
                        return inDoubt();
                    }
                    takeId = attempt.nextTake();
                }
            }
        }
    }

    /**
     * The item for the next try. If the first item is throttled and no other is known, it may have
     * been split a moment ago: read it first, as it is now: its terms are known for as long as its
     * layout.
     */
    private ItemKey pick(ItemKey first, Attempt attempt, int failures, Call call) {
        if (failures > 0 && shards.shards(first, call.deadline().now()) == 1) {
            read(first, call).ifPresent(item -> learn(item, call));
        }
        return shards.pick(first, attempt.order(), failures, call.deadline().now()).orElse(first);
    }

    /**
     * Only the first item verifies the terms of a take. Whoever learned meanwhile that a SKU is
     * split has learned its terms, too, and may find that the take was meant for others.
     */
    private boolean isOnKnownTerms(ItemUnits wanted, ItemKey item, Call call) {
        return item.shard() == 0
                || wanted.terms()
                        .map(it -> it.areOf(shards.layout(item.first(), call.deadline().now())))
                        .orElse(true);
    }

    private Optional<StockItem> read(ItemKey key, Call call) {
        return Optional.ofNullable(tables.items(List.of(key), Consistency.STRONG, call).get(key));
    }

    private void learn(StockItem item, Call call) {
        if (item.key().shard() == 0) {
            shards.learn(item, call.deadline().now());
        }
    }

    /** While one of its own takes is in doubt, an attempt never reports a shortage. */
    private static Outcome tooFew(
            StockItem item, ItemUnits wanted, Attempt attempt, Set<String> inDoubt) {
        if (!inDoubt.isEmpty()) {
            return hasLanded(item, inDoubt) ? got(item, wanted.units()) : inDoubt();
        }
        return attempt.hasRivalOn(item)
                ? new Outcome.HeldByRival()
                : new Outcome.Missed(new ShortItem(wanted, item.key(), Optional.of(item)));
    }

    /** A take in doubt has landed if the item names it, unless other writes came after it. */
    private static boolean hasLanded(StockItem item, Set<String> inDoubt) {
        return inDoubt.contains(item.lastChange().attempt());
    }

    private static Outcome got(StockItem item, long units) {
        return new Outcome.Got(DeltaLine.take(item.key(), units, item.version()));
    }

    private static Outcome inDoubt() {
        return new Outcome.Failed(
                new RetryLaterException(
                        "Responses of the tables were lost; it is unknown whether units were taken",
                        Duration.ofSeconds(1)));
    }
}
