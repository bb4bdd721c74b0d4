package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.reservation.ItemTake.ShortItem;
import dev.netstock.stock.sweep.TakeUndo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes units of several items, all or none: if one is short, it undoes its takes. Thread-safe. */
final class MultiItemTake {
    private final ItemTake itemTake;
    private final TakeUndo takeUndo;
    private final Parallel parallel;

    /**
     * @param itemTake takes units of one item
     * @param takeUndo undoes takes
     * @param parallel runs the takes of an order in parallel
     */
    MultiItemTake(ItemTake itemTake, TakeUndo takeUndo, Parallel parallel) {
        this.itemTake = itemTake;
        this.takeUndo = takeUndo;
        this.parallel = parallel;
    }

    /** The outcome of all takes. */
    sealed interface Outcome {
        /** All units are taken, and must be claimed. */
        record AllTaken(List<DeltaLine> takes) implements Outcome {}

        /** No unit is taken. */
        record SomeShort(List<ShortItem> items) implements Outcome {}

        /**
         * No unit is taken. Another attempt of the same order may hold the missing units: it will
         * claim or undo them.
         */
        record HeldByRival() implements Outcome {}

        /** No unit is taken. The order has rows that the attempt did not expect. */
        record Superseded() implements Outcome {}
    }

    /** Takes units of one of the items that a SKU has at a location. */
    Outcome ofAnyShard(ItemUnits units, Attempt attempt, Call call) {
        return allOrNone(List.of(itemTake.takeOfAnyShard(units, attempt, call)), attempt, call);
    }

    Outcome allAtOnce(List<ItemUnits> units, Attempt attempt, Call call) {
        List<Supplier<ItemTake.Outcome>> takes =
                units.stream()
                        .<Supplier<ItemTake.Outcome>>map(
                                item -> () -> itemTake.take(item, attempt, call))
                        .toList();
        return allOrNone(parallel.run(takes), attempt, call);
    }

    /**
     * Takes in key order, and stops at the first item that is short: of two orders that compete for
     * the same items, one succeeds.
     */
    Outcome oneByOne(List<ItemUnits> units, Attempt attempt, Call call) {
        var outcomes = new ArrayList<ItemTake.Outcome>();
        for (ItemUnits item :
                units.stream().sorted(Comparator.comparing(ItemUnits::item)).toList()) {
            ItemTake.Outcome outcome = itemTake.take(item, attempt, call);
            outcomes.add(outcome);
            if (!(outcome instanceof ItemTake.Outcome.Got)) {
                break;
            }
        }
        return allOrNone(outcomes, attempt, call);
    }

    /** Undoes takes. The sweep undoes those that this call cannot undo in time. */
    void undo(List<DeltaLine> takes, Attempt attempt, Call call) {
        parallel.run(
                takes.stream()
                        .<Supplier<DeltaLine>>map(
                                take ->
                                        () -> {
                                            undo(take, attempt, call);
                                            return take;
                                        })
                        .toList());
    }

    private void undo(DeltaLine take, Attempt attempt, Call call) {
        try {
            boolean _ = takeUndo.undo(attempt.order(), take, attempt.id(), call);
        } catch (RetryLaterException _) {
            // The sweep undoes it.
        }
    }

    private Outcome allOrNone(List<ItemTake.Outcome> outcomes, Attempt attempt, Call call) {
        var taken = new ArrayList<DeltaLine>();
        var missed = new ArrayList<ShortItem>();
        boolean heldByRival = false;
        boolean superseded = false;
        Optional<RetryLaterException> failed = Optional.empty();
        for (ItemTake.Outcome outcome : outcomes) {
            switch (outcome) {
                case ItemTake.Outcome.Got(DeltaLine line) -> taken.add(line);
                case ItemTake.Outcome.Missed(ShortItem item) -> missed.add(item);
                case ItemTake.Outcome.HeldByRival() -> heldByRival = true;
                case ItemTake.Outcome.Superseded() -> superseded = true;
                case ItemTake.Outcome.Failed(RetryLaterException failure) ->
                        failed = Optional.of(failure);
            }
        }
        if (taken.size() == outcomes.size()) {
            return new Outcome.AllTaken(List.copyOf(taken));
        }
        undo(taken, attempt, call);
        if (superseded) {
            return new Outcome.Superseded();
        }
        if (!missed.isEmpty()) {
            return new Outcome.SomeShort(List.copyOf(missed));
        }
        if (heldByRival) {
            return new Outcome.HeldByRival();
        }
        throw failed.orElseThrow();
    }
}
