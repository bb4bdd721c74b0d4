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
 * Takes the lines of an order: assigns them to items, takes, and retries on fresh levels if other
 * orders were faster. Thread-safe.
 */
final class LineTaker implements Taker {
    /** All items at once; then twice item by item, each time on fresh levels. */
    private static final int TRIES = 3;

    /**
     * An order that still has neither units nor a proof after so many readings gives up: each
     * reading of a hot SKU reads all its shards.
     */
    private static final int READINGS_MAX = 7;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ItemReader reader;
    private final LineAssignment assignment;
    private final MultiItemTake itemTakes;
    private final RefusalProof refusals;

    /**
     * @param reader reads items
     * @param assignment assigns lines to locations
     * @param itemTakes takes units of all items, or of none
     * @param refusals refuses orders that are proved to be short
     */
    LineTaker(
            ItemReader reader,
            LineAssignment assignment,
            MultiItemTake itemTakes,
            RefusalProof refusals) {
        this.reader = reader;
        this.assignment = assignment;
        this.itemTakes = itemTakes;
        this.refusals = refusals;
    }

    /** The outcome of taking all lines. */
    sealed interface Result {
        /** All lines are taken, and must be claimed. */
        record Taken(List<DeltaLine> takes) implements Result {}

        /** Nothing is taken: these lines are short. */
        record Refused(List<Shortage> shortages) implements Result {}

        /** Nothing is taken: another attempt of the same order may hold the missing units. */
        record HeldByRival() implements Result {}

        /** Nothing is taken: these SKUs are unknown. */
        record Unknown(List<Sku> skus) implements Result {}
    }

    @Override
    public Result take(SortedMap<LineKey, Long> lines, Attempt attempt, Call call) {
        Optional<Result> refused = refusals.fromCache(lines, call);
        if (refused.isPresent()) {
            return refused.get();
        }
        return LineAssignment.needsLevels(lines) || refusals.mayBeSoldOut(lines, call)
                ? takeByLevels(lines, attempt, call)
                : takeAsNamed(lines, attempt, call);
    }

    @Override
    public void undo(List<DeltaLine> takes, Attempt attempt, Call call) {
        itemTakes.undo(takes, attempt, call);
    }

    /** If the SKU has one item, the failed take itself proves the shortage. */
    private Result takeAsNamed(SortedMap<LineKey, Long> lines, Attempt attempt, Call call) {
        Map.Entry<LineKey, Long> line = lines.entrySet().iterator().next();
        ItemUnits units = LineAssignment.asNamed(line.getKey(), line.getValue());
        long beganAt = call.deadline().now();
        return switch (itemTakes.ofAnyShard(units, attempt, call)) {
            case Outcome.AllTaken(List<DeltaLine> takes) -> new Result.Taken(takes);
            case Outcome.SomeShort(List<ShortItem> items) ->
                    items.getFirst().isSplit()
                            ? takeByLevels(lines, attempt, call)
                            : refusals.byItem(lines, items.getFirst(), beganAt, call);
            case Outcome.HeldByRival _ -> new Result.HeldByRival();
        };
    }

    private Result takeByLevels(SortedMap<LineKey, Long> lines, Attempt attempt, Call call) {
        Optional<ItemSnapshot> before = Optional.empty();
        for (int readings = 1; ; readings++) {
            ItemSnapshot snapshot = reader.read(assignment.candidates(lines.keySet()), call);
            Optional<Result> result =
                    switch (assignment.plan(lines, snapshot.available())) {
                        case Plan.Take(List<ItemUnits> units) ->
                                take(lines, units, snapshot, readings, attempt, call);
                        case Plan.Refuse refusal ->
                                snapshot.hasRival(attempt)
                                        ? Optional.of(new Result.HeldByRival())
                                        : refusals.byReadings(
                                                lines, refusal, snapshot, before, call);
                    };
            if (result.isPresent()) {
                return result.get();
            }
            if (readings == READINGS_MAX) {
                throw new RetryLaterException(
                        "Other requests keep changing the SKUs of the order", RETRY_AFTER);
            }
            if (readings > TRIES) {
                reader.pause(call);
            }
            before = Optional.of(snapshot);
        }
    }

    /** Empty if items changed after they were read, so that neither outcome is certain. */
    private Optional<Result> take(
            SortedMap<LineKey, Long> lines,
            List<ItemUnits> places,
            ItemSnapshot snapshot,
            int tries,
            Attempt attempt,
            Call call) {
        refusals.forget(lines);
        Optional<List<ItemUnits>> units = ShardPicker.pickAll(places, snapshot, attempt.order());
        if (units.isEmpty()) {
            reader.reopen(snapshot, places, call);
            return Optional.empty();
        }
        Outcome outcome =
                tries == 1
                        ? itemTakes.allAtOnce(units.get(), attempt, call)
                        : itemTakes.oneByOne(units.get(), attempt, call);
        return switch (outcome) {
            case Outcome.AllTaken(List<DeltaLine> takes) -> Optional.of(new Result.Taken(takes));
            case Outcome.SomeShort(List<ShortItem> items) ->
                    tries < TRIES || !isProof(lines, items)
                            ? Optional.empty()
                            : Optional.of(refusals.byItems(lines, items, call));
            case Outcome.HeldByRival _ -> Optional.of(new Result.HeldByRival());
        };
    }

    /** A short item proves the shortage of a line that names its location if it is the only one. */
    private static boolean isProof(SortedMap<LineKey, Long> lines, List<ShortItem> items) {
        return items.stream().noneMatch(ShortItem::isSplit)
                && lines.keySet().stream().allMatch(line -> line.location().isPresent());
    }
}
