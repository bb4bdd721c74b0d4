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

/**
 * Takes units of several items, all or none: what was taken goes back when one is short.
 * Thread-safe.
 *
 * @param itemTake takes units of one item
 * @param undoing gives takes back
 * @param parallel runs the takes of an order side by side
 */
record MultiItemTake(ItemTake itemTake, TakeUndo undoing, Parallel parallel) {
    /** What came of it. */
    sealed interface Outcome {
        /** All are taken, and wait for their claim. */
        record AllTaken(List<DeltaLine> lines) implements Outcome {}

        /** None is taken. */
        record SomeShort(List<ShortItem> items) implements Outcome {}

        /**
         * None is taken, and another attempt of the same order may hold what is missing: its claim,
         * or its undoing, will tell.
         */
        record HeldByRival() implements Outcome {}
    }

    /** Takes units of one of the items that a SKU has at a location. */
    Outcome ofAnyShard(ItemUnits ofPlace, Attempt attempt, Call call) {
        return allOrNone(List.of(itemTake.takeOfAny(ofPlace, attempt, call)), attempt, call);
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
     * Takes in the order of the items' keys, up to the first that is short: of two such orders one
     * gets through.
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

    /** Gives takes back. What cannot be given back in time is left to the sweep. */
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
            boolean _ = undoing.undo(attempt.order(), take, attempt.id(), call);
        } catch (RetryLaterException _) {
            // The sweep gives it back.
        }
    }

    private Outcome allOrNone(List<ItemTake.Outcome> outcomes, Attempt attempt, Call call) {
        var got = new ArrayList<DeltaLine>();
        var missed = new ArrayList<ShortItem>();
        boolean rivalled = false;
        Optional<RetryLaterException> failed = Optional.empty();
        for (ItemTake.Outcome outcome : outcomes) {
            switch (outcome) {
                case ItemTake.Outcome.Got(DeltaLine line) -> got.add(line);
                case ItemTake.Outcome.Missed(ShortItem item) -> missed.add(item);
                case ItemTake.Outcome.Rivalled() -> rivalled = true;
                case ItemTake.Outcome.Failed(RetryLaterException failure) ->
                        failed = Optional.of(failure);
            }
        }
        if (got.size() == outcomes.size()) {
            return new Outcome.AllTaken(List.copyOf(got));
        }
        undo(got, attempt, call);
        if (!missed.isEmpty()) {
            return new Outcome.SomeShort(List.copyOf(missed));
        }
        if (rivalled) {
            return new Outcome.HeldByRival();
        }
        throw failed.orElseThrow();
    }
}
