package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.shard.ShardCache;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.Take;
import dev.netstock.stock.table.TakeAnswer.InDoubt;
import dev.netstock.stock.table.TakeAnswer.NoSuchItem;
import dev.netstock.stock.table.TakeAnswer.Taken;
import dev.netstock.stock.table.TakeAnswer.TooFew;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Takes units of one item, and finds out what happened where the answer was lost. Thread-safe.
 *
 * @param tables the tables
 * @param shards what is known of split SKUs
 */
record ItemTake(RetryingTables tables, ShardCache shards) {
    /** A take whose answer was lost twice is left to the sweep. */
    private static final int TRIES = 2;

    /** What came of it. */
    sealed interface Outcome {
        record Got(DeltaLine line) implements Outcome {}

        record Missed(ShortItem item) implements Outcome {}

        /**
         * Too few, but another attempt of the same order was here last, and may hold what is
         * missing.
         */
        record Rivalled() implements Outcome {}

        record Failed(RetryLaterException failure) implements Outcome {}
    }

    /**
     * An item that has too few units.
     *
     * @param found the item as it stands; empty if there is none
     */
    record ShortItem(ItemKey item, long requested, Optional<StockItem> found) {
        long available() {
            return found.map(StockItem::available).orElse(0L);
        }

        boolean exists() {
            return found.isPresent();
        }

        /** Whether others of the SKU may have what this one has not. */
        boolean isSplit() {
            return item.shard() > 0 || found.filter(StockItem::isSplit).isPresent();
        }
    }

    /** Takes units of this very item. */
    Outcome take(ItemUnits units, Attempt attempt, Call call) {
        return takeFrom(_ -> units.item(), units.units(), attempt, call);
    }

    /** Takes units of one of the items that a SKU has at a location: each order of its own. */
    Outcome takeOfAny(ItemUnits ofPlace, Attempt attempt, Call call) {
        ItemKey first = ofPlace.item();
        return takeFrom(tries -> pick(first, attempt, tries, call), ofPlace.units(), attempt, call);
    }

    /** A first item that is throttled may be hot because it was split a moment ago. */
    private ItemKey pick(ItemKey first, Attempt attempt, int tries, Call call) {
        if (tries > 0 && shards.shards(first, call.deadline().now()) == 1) {
            Optional.ofNullable(tables.items(List.of(first), Consistency.EVENTUAL, call).get(first))
                    .ifPresent(item -> shards.learn(item, call.deadline().now()));
        }
        return shards.pick(first, attempt.order(), tries, call.deadline().now()).orElse(first);
    }

    private Outcome takeFrom(IntFunction<ItemKey> byTry, long units, Attempt attempt, Call call) {
        try {
            return tryTake(byTry, units, attempt, call);
        } catch (RetryLaterException e) {
            return new Outcome.Failed(e);
        }
    }

    /** Whether a take of this very order was the last change of the item. */
    static boolean isRival(StockItem item, Attempt attempt) {
        LastChange change = item.lastChange();
        return change.kind() == LastChange.Kind.TAKE
                && change.order().equals(Optional.of(attempt.order()));
    }

    private Outcome tryTake(IntFunction<ItemKey> byTry, long units, Attempt attempt, Call call) {
        Set<String> doubtful = new HashSet<>();
        IntFunction<ItemKey> next = byTry;
        for (int tries = 0; tries < TRIES; tries++) {
            switch (tables.take(takes(next, units, attempt), call)) {
                case Taken(StockItem item) -> {
                    return got(learnt(item, call), units);
                }
                case TooFew(StockItem item) -> {
                    return tooFew(learnt(item, call), units, attempt, doubtful);
                }
                case NoSuchItem(ItemKey item) -> {
                    return new Outcome.Missed(new ShortItem(item, units, Optional.empty()));
                }
                case InDoubt(Take take) -> {
                    doubtful.add(take.attempt());
                    next = _ -> take.item();
                    Optional<Outcome> landed =
                            read(take.item(), call).flatMap(item -> landed(item, units, doubtful));
                    if (landed.isPresent()) {
                        return landed.get();
                    }
                }
            }
        }
        return inDoubt();
    }

    private static IntFunction<Take> takes(
            IntFunction<ItemKey> byTry, long units, Attempt attempt) {
        String id = attempt.nextTake();
        return tries -> new Take(byTry.apply(tries), units, attempt.order(), attempt.step(), id);
    }

    private StockItem learnt(StockItem item, Call call) {
        if (item.key().shard() == 0) {
            shards.learn(item, call.deadline().now());
        }
        return item;
    }

    /** While a take of ours may hold units, nobody can say that the item is short. */
    private static Outcome tooFew(
            StockItem item, long units, Attempt attempt, Set<String> doubtful) {
        if (!doubtful.isEmpty()) {
            return landed(item, units, doubtful).orElseGet(ItemTake::inDoubt);
        }
        return isRival(item, attempt)
                ? new Outcome.Rivalled()
                : new Outcome.Missed(new ShortItem(item.key(), units, Optional.of(item)));
    }

    private Optional<StockItem> read(ItemKey key, Call call) {
        return Optional.ofNullable(tables.items(List.of(key), Consistency.STRONG, call).get(key));
    }

    /** Whether a take in doubt has landed: then, unless others came after it, the item names it. */
    private static Optional<Outcome> landed(StockItem item, long units, Set<String> doubtful) {
        return doubtful.contains(item.lastChange().attempt())
                ? Optional.of(got(item, units))
                : Optional.empty();
    }

    private static Outcome got(StockItem item, long units) {
        return new Outcome.Got(DeltaLine.take(item.key(), units, item.version()));
    }

    private static Outcome inDoubt() {
        return new Outcome.Failed(
                new RetryLaterException(
                        "The tables left open whether units were taken", Duration.ofSeconds(1)));
    }
}
