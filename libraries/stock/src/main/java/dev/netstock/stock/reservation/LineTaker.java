package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.reservation.Contents.LineKey;
import dev.netstock.stock.reservation.ItemTake.ShortItem;
import dev.netstock.stock.reservation.LineAssignment.Plan;
import dev.netstock.stock.reservation.MultiItemTake.Outcome;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Takes the lines of an order from the shelf: chooses where from, takes, and tries again where
 * others were faster. Thread-safe.
 *
 * @param looking reads what is there
 * @param sourcing chooses locations
 * @param taking takes all or none
 * @param refusing says no, where it is proved
 */
record LineTaker(
        ItemReader looking, LineAssignment sourcing, MultiItemTake taking, RefusalProof refusing) {
    /** At once; then twice line by line, each time on fresh levels. */
    private static final int TRIES = 3;

    /**
     * Who still knows nothing after so many looks had better leave the items alone for a while:
     * each look at a hot SKU reads all of them.
     */
    private static final int LOOKS_MAX = 6;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

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

    /**
     * Takes all lines or none.
     *
     * @param lines units by SKU and location
     */
    Result take(SortedMap<LineKey, Long> lines, Attempt attempt, Call call) {
        return refusing.atOnce(lines, call)
                .orElseGet(
                        () ->
                                LineAssignment.needsLevels(lines) || refusing.mayBeGone(lines, call)
                                        ? takeByLevels(lines, attempt, call)
                                        : takeAsNamed(lines, attempt, call));
    }

    /** A SKU that is not split says for itself that it has too few units. */
    private Result takeAsNamed(SortedMap<LineKey, Long> lines, Attempt attempt, Call call) {
        Map.Entry<LineKey, Long> line = lines.entrySet().iterator().next();
        long beganAt = call.deadline().now();
        ItemUnits units = LineAssignment.asNamed(line.getKey(), line.getValue());
        return switch (taking.ofAnyShard(units, attempt, call)) {
            case Outcome.AllTaken(List<DeltaLine> taken) -> new Result.Taken(taken);
            case Outcome.SomeShort(List<ShortItem> items) ->
                    items.getFirst().isSplit()
                            ? takeByLevels(lines, attempt, call)
                            : refusing.byItems(lines, items, beganAt, call);
            case Outcome.HeldByRival _ -> new Result.HeldByRival();
        };
    }

    private Result takeByLevels(SortedMap<LineKey, Long> lines, Attempt attempt, Call call) {
        Optional<ItemSnapshot> before = Optional.empty();
        for (int tries = 0; ; tries++) {
            ItemSnapshot reading = looking.at(sourcing.candidates(lines.keySet()), call);
            Optional<Result> result = round(lines, reading, before, tries, attempt, call);
            if (result.isPresent()) {
                return result.get();
            }
            before = Optional.of(reading);
            if (tries == LOOKS_MAX) {
                throw new RetryLaterException("Others changed the SKUs all the time", RETRY_AFTER);
            }
            if (tries >= TRIES) {
                looking.pause(call);
            }
        }
    }

    /** Empty if others changed so much meanwhile that nobody can say. */
    private Optional<Result> round(
            SortedMap<LineKey, Long> lines,
            ItemSnapshot reading,
            Optional<ItemSnapshot> before,
            int tries,
            Attempt attempt,
            Call call) {
        return switch (sourcing.plan(lines, reading.available())) {
            case Plan.Refuse refusal ->
                    reading.hasRival(attempt)
                            ? Optional.of(new Result.HeldByRival())
                            : refusing.byReadings(lines, refusal, reading, before, call);
            case Plan.Take(List<ItemUnits> units) ->
                    take(lines, units, reading, tries, attempt, call);
        };
    }

    private Optional<Result> take(
            SortedMap<LineKey, Long> lines,
            List<ItemUnits> ofPlaces,
            ItemSnapshot reading,
            int tries,
            Attempt attempt,
            Call call) {
        refusing.forget(lines);
        Optional<List<ItemUnits>> units = ShardPicker.pickAll(ofPlaces, reading, attempt.order());
        if (units.isEmpty()) {
            looking.reopen(reading, ofPlaces, call);
            return Optional.empty();
        }
        Outcome outcome =
                tries == 0
                        ? taking.allAtOnce(units.get(), attempt, call)
                        : taking.oneByOne(units.get(), attempt, call);
        return switch (outcome) {
            case Outcome.AllTaken(List<DeltaLine> taken) -> Optional.of(new Result.Taken(taken));
            case Outcome.SomeShort(List<ShortItem> items) ->
                    tries < TRIES - 1 || !isProof(lines, items)
                            ? Optional.empty()
                            : Optional.of(refusing.byItems(lines, items, call));
            case Outcome.HeldByRival _ -> Optional.of(new Result.HeldByRival());
        };
    }

    /** One item speaks for a line that names its location, if the SKU has no other there. */
    private static boolean isProof(SortedMap<LineKey, Long> lines, List<ShortItem> items) {
        return items.stream().noneMatch(ShortItem::isSplit)
                && lines.keySet().stream().allMatch(line -> line.location().isPresent());
    }
}
