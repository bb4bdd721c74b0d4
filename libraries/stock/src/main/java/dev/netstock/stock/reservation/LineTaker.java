package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.reservation.Contents.LineKey;
import dev.netstock.stock.reservation.ItemTake.ShortItem;
import dev.netstock.stock.reservation.LineAssignment.Plan;
import dev.netstock.stock.reservation.MultiItemTake.Outcome;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

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
    private final PlaceSource places;
    private final MultiItemTake itemTakes;
    private final RefusalProof refusals;
    private final RepeatWatch repeats;

    /**
     * @param reader reads items
     * @param places the locations
     * @param itemTakes takes units of all items, or of none
     * @param refusals refuses orders that are proved to be short
     * @param repeats which orders are looked up before they take
     */
    LineTaker(
            ItemReader reader,
            PlaceSource places,
            MultiItemTake itemTakes,
            RefusalProof refusals,
            RepeatWatch repeats) {
        this.reader = reader;
        this.places = places;
        this.itemTakes = itemTakes;
        this.refusals = refusals;
        this.repeats = repeats;
    }

    /** The outcome of taking all lines. */
    sealed interface Result {
        /** All lines are taken, and must be claimed. */
        record Taken(List<DeltaLine> takes) implements Result {}

        /** Nothing is taken: these lines are short. */
        record Refused(List<Shortage> shortages) implements Result {}

        /** Nothing is taken: another attempt of the same order may hold the missing units. */
        record HeldByRival() implements Result {}

        /** Nothing is taken: the order has rows that the attempt did not expect. */
        record Superseded() implements Result {}

        /** Nothing is taken: these SKUs are unknown. */
        record Unknown(List<Sku> skus) implements Result {}
    }

    /** Nothing is refused or unknown before a blind attempt has looked at the order's rows. */
    @Override
    public Result take(SortedMap<LineKey, Long> lines, Seller seller, Attempt attempt, Call call) {
        Optional<Result.Refused> refused = refusals.fromCache(lines, seller, call);
        if (refused.isPresent()) {
            return unlessSuperseded(attempt, call, () -> refusals.counted(refused.get()));
        }
        var sourcing = new Sourcing(places.current(call), seller);
        return LineAssignment.needsLevels(lines)
                        || !sourcing.sells(lines.firstKey())
                        || refusals.mayBeSoldOut(lines, seller, call)
                ? takeByLevels(lines, sourcing, attempt, call)
                : takeAsNamed(lines, sourcing, attempt, call);
    }

    private static Result unlessSuperseded(Attempt attempt, Call call, Supplier<Result> result) {
        return attempt.isSuperseded(call) ? new Result.Superseded() : result.get();
    }

    @Override
    public void undo(List<DeltaLine> takes, Attempt attempt, Call call) {
        itemTakes.undo(takes, attempt, call);
    }

    private Result takeAsNamed(
            SortedMap<LineKey, Long> lines, Sourcing sourcing, Attempt attempt, Call call) {
        Map.Entry<LineKey, Long> line = lines.entrySet().iterator().next();
        ItemUnits units = LineAssignment.asNamed(line.getKey(), line.getValue());
        if (attempt.isBlind() && repeats.looksFirst(reader.isKnownAsSplit(units.item(), call))) {
            if (attempt.isSuperseded(call)) {
                repeats.noteRepeat();
                return new Result.Superseded();
            }
        }
        return takeAsExpected(
                reader.expected(units, sourcing, call), lines, sourcing, attempt, call);
    }

    /** If the SKU has one item, the failed take itself proves the shortage. */
    private Result takeAsExpected(
            ItemUnits units,
            SortedMap<LineKey, Long> lines,
            Sourcing sourcing,
            Attempt attempt,
            Call call) {
        long beganAt = call.deadline().now();
        Outcome outcome =
                units.item().isPool()
                        ? itemTakes.allAtOnce(List.of(units), attempt, call)
                        : itemTakes.ofAnyShard(units, attempt, call);
        return switch (outcome) {
            case Outcome.AllTaken(List<DeltaLine> takes) -> new Result.Taken(takes);
            case Outcome.Superseded _ -> new Result.Superseded();
            case Outcome.HeldByRival _ -> unlessSuperseded(attempt, call, Result.HeldByRival::new);
            case Outcome.SomeShort(List<ShortItem> items) when items.getFirst().isNoProof() ->
                    takeByLevels(lines, sourcing, attempt, call);
            case Outcome.SomeShort(List<ShortItem> items) ->
                    unlessSuperseded(
                            attempt,
                            call,
                            () ->
                                    refusals.byItem(
                                            lines,
                                            sourcing.seller(),
                                            items.getFirst(),
                                            beganAt,
                                            call));
        };
    }

    /** The first reading is also the look of a blind attempt, at the same time. */
    private Result takeByLevels(
            SortedMap<LineKey, Long> lines, Sourcing sourcing, Attempt attempt, Call call) {
        var assignment = new LineAssignment(sourcing);
        Optional<ItemSnapshot> before = Optional.empty();
        for (int readings = 1; ; readings++) {
            Optional<ItemSnapshot> reading =
                    reader.read(
                            assignment.candidates(lines.keySet()),
                            Optional.of(sourcing),
                            attempt,
                            call);
            if (reading.isEmpty()) {
                return new Result.Superseded();
            }
            ItemSnapshot snapshot = reading.get();
            Optional<Result> result =
                    switch (assignment.plan(lines, snapshot.available())) {
                        case Plan.Take(List<ItemUnits> units) ->
                                take(lines, sourcing, units, snapshot, readings, attempt, call);
                        case Plan.Refuse refusal ->
                                snapshot.hasRival(attempt)
                                        ? Optional.of(new Result.HeldByRival())
                                        : refusals.byReadings(
                                                lines, sourcing, refusal, snapshot, before, call);
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
            Sourcing sourcing,
            List<ItemUnits> places,
            ItemSnapshot snapshot,
            int tries,
            Attempt attempt,
            Call call) {
        refusals.forget(lines, sourcing.seller());
        Optional<List<ItemUnits>> units = ShardPicker.pickAll(places, snapshot, attempt.order());
        if (units.isEmpty()) {
            reader.reopen(snapshot, places, call);
            reader.gather(snapshot, places, call);
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
            case Outcome.Superseded _ -> Optional.of(new Result.Superseded());
        };
    }

    /** A short item proves the shortage of a line that names its location if it is the only one. */
    private static boolean isProof(SortedMap<LineKey, Long> lines, List<ShortItem> items) {
        return items.stream().noneMatch(ShortItem::isNoProof)
                && lines.keySet().stream().allMatch(line -> line.location().isPresent());
    }
}
