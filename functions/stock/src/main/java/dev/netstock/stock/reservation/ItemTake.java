package dev.netstock.stock.reservation;

import dev.netstock.stock.Call;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.TryAgainException;
import dev.netstock.stock.delta.DeltaLine;
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

/**
 * Takes units of one item, and finds out what happened where the answer was lost. Thread-safe.
 *
 * @param tables the tables
 */
record ItemTake(RetryingTables tables) {
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

        record Failed(TryAgainException failure) implements Outcome {}
    }

    /**
     * An item that has too few units.
     *
     * @param exists whether there is such an item at all
     */
    record ShortItem(ItemKey item, long requested, long available, boolean exists) {}

    Outcome take(ItemUnits units, Attempt attempt, Call call) {
        try {
            return tryTake(units, attempt, call);
        } catch (TryAgainException e) {
            return new Outcome.Failed(e);
        }
    }

    /** Whether a take of this very order was the last change of the item. */
    static boolean isRival(StockItem item, Attempt attempt) {
        LastChange change = item.lastChange();
        return change.kind() == LastChange.Kind.TAKE
                && change.order().equals(Optional.of(attempt.order()));
    }

    private Outcome tryTake(ItemUnits units, Attempt attempt, Call call) {
        Set<String> doubtful = new HashSet<>();
        for (int tries = 0; tries < TRIES; tries++) {
            String id = attempt.nextTake();
            var take = new Take(units.item(), units.units(), attempt.order(), attempt.step(), id);
            switch (tables.take(take, call)) {
                case Taken(long version) -> {
                    return got(units, version);
                }
                case TooFew(StockItem item) -> {
                    return tooFew(item, units, attempt, doubtful);
                }
                case NoSuchItem _ -> {
                    return new Outcome.Missed(new ShortItem(units.item(), units.units(), 0, false));
                }
                case InDoubt _ -> {
                    doubtful.add(id);
                    Optional<Outcome> landed =
                            read(units, call).flatMap(item -> landed(item, units, doubtful));
                    if (landed.isPresent()) {
                        return landed.get();
                    }
                }
            }
        }
        return inDoubt();
    }

    /** While a take of ours may hold units, nobody can say that the item is short. */
    private static Outcome tooFew(
            StockItem item, ItemUnits units, Attempt attempt, Set<String> doubtful) {
        if (!doubtful.isEmpty()) {
            return landed(item, units, doubtful).orElseGet(ItemTake::inDoubt);
        }
        return isRival(item, attempt)
                ? new Outcome.Rivalled()
                : new Outcome.Missed(
                        new ShortItem(units.item(), units.units(), item.available(), true));
    }

    private Optional<StockItem> read(ItemUnits units, Call call) {
        return Optional.ofNullable(
                tables.items(List.of(units.item()), Consistency.STRONG, call).get(units.item()));
    }

    /** Whether a take in doubt has landed: then, unless others came after it, the item names it. */
    private static Optional<Outcome> landed(StockItem item, ItemUnits units, Set<String> doubtful) {
        return doubtful.contains(item.lastChange().attempt())
                ? Optional.of(got(units, item.version()))
                : Optional.empty();
    }

    private static Outcome got(ItemUnits units, long version) {
        return new Outcome.Got(DeltaLine.take(units.item(), units.units(), version));
    }

    private static Outcome inDoubt() {
        return new Outcome.Failed(
                new TryAgainException(
                        "The tables left open whether units were taken", Duration.ofSeconds(1)));
    }
}
