package dev.netstock.malls.sync;

import dev.netstock.malls.port.CountChange;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.WriteResult;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The row of a mall item: one item of a table, written on condition of its version. All transitions
 * are pure and keep the version; the store counts it.
 *
 * @param parts the SKUs of one sold item; this is the mapping
 * @param version the version that was read; 0 for a row that is not stored yet
 * @param levels the newest level of each part
 * @param held the units in the mall's pool that back this item, by SKU. Over the items of a mall
 *     they add up to its pool
 * @param estimate what the mall has left to sell
 * @param urgency of what is due
 * @param due when the row is to be looked at
 */
public record ItemRow(
        MallItem item,
        List<Part> parts,
        long version,
        Map<Sku, SkuLevel> levels,
        Map<Sku, Long> held,
        Estimate estimate,
        Progress progress,
        Urgency urgency,
        Instant due)
        implements Row {
    /** A request that got no answer has happened by then, or never does. */
    static final Duration LANDING = Duration.ofSeconds(60);

    /** How far a mall's clock and ours may differ. Order times are in whole seconds. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(2);

    public ItemRow {
        parts = List.copyOf(parts);
        levels = Collections.unmodifiableMap(new TreeMap<>(levels));
        held = Collections.unmodifiableMap(new TreeMap<>(held));
    }

    /** Of a mall item that was just mapped: its count is not known. */
    public static ItemRow mapped(MallItem item, List<Part> parts, List<SkuLevel> levels) {
        ItemRow row =
                new ItemRow(
                        item,
                        parts,
                        0,
                        Map.of(),
                        Map.of(),
                        Estimate.unknown(),
                        Progress.none(),
                        Urgency.ZERO,
                        Instant.EPOCH);
        for (SkuLevel level : levels) {
            row = row.withLevel(level);
        }
        return row;
    }

    /** How many items the pool can back. */
    public long backing() {
        return parts.stream()
                .mapToLong(part -> Math.floorDiv(heldOf(part.sku()), part.units()))
                .min()
                .orElse(0);
    }

    /** The units of a SKU that back this item. */
    public long heldOf(Sku sku) {
        return held.getOrDefault(sku, 0L);
    }

    /** How many items pool and general stock could back. */
    long reachable() {
        return parts.stream()
                .mapToLong(
                        part ->
                                Math.floorDiv(
                                        heldOf(part.sku()) + generalOf(part.sku()), part.units()))
                .min()
                .orElse(0);
    }

    private long generalOf(Sku sku) {
        return Optional.ofNullable(levels.get(sku))
                .map(level -> Math.max(0, level.general()))
                .orElse(0L);
    }

    /** A level from net stock; older ones change nothing. */
    public ItemRow withLevel(SkuLevel level) {
        if (Optional.ofNullable(levels.get(level.sku()))
                .filter(known -> known.version() >= level.version())
                .isPresent()) {
            return this;
        }
        Map<Sku, SkuLevel> newest = new HashMap<>(levels);
        newest.put(level.sku(), level);
        return new ItemRow(item, parts, version, newest, held, estimate, progress, urgency, due);
    }

    ItemRow withHeld(Map<Sku, Long> changes) {
        Map<Sku, Long> changed = new HashMap<>(held);
        changes.forEach((sku, units) -> changed.merge(sku, units, Long::sum));
        return new ItemRow(item, parts, version, levels, changed, estimate, progress, urgency, due);
    }

    ItemRow withEstimate(Estimate newEstimate) {
        return new ItemRow(item, parts, version, levels, held, newEstimate, progress, urgency, due);
    }

    ItemRow withProgress(Progress newProgress) {
        return new ItemRow(item, parts, version, levels, held, estimate, newProgress, urgency, due);
    }

    ItemRow scheduled(Urgency newUrgency, Instant newDue) {
        return new ItemRow(
                item, parts, version, levels, held, estimate, progress, newUrgency, newDue);
    }

    @Override
    public ItemRow withVersion(long newVersion) {
        return new ItemRow(item, parts, newVersion, levels, held, estimate, progress, urgency, due);
    }

    // Moves between general stock and the pool.

    ItemRow moving(PendingMove move) {
        return withProgress(progress.withMove(Optional.of(move)));
    }

    /** A move was answered. What general stock did not have is known to be missing there. */
    ItemRow moved(PendingMove move, Map<Sku, Long> units, Instant now) {
        if (!progress.move().equals(Optional.of(move))) {
            return this;
        }
        boolean nothing = units.values().stream().allMatch(moved -> moved == 0);
        ItemRow row =
                withHeld(units)
                        .withProgress(progress.withMove(Optional.empty()))
                        .retryAt(nothing ? now.plusSeconds(5) : progress.retryAt());
        Map<Sku, SkuLevel> newest = new HashMap<>(levels);
        move.units()
                .forEach(
                        (sku, asked) ->
                                newest.computeIfPresent(
                                        sku,
                                        (_, level) ->
                                                after(level, asked, units.getOrDefault(sku, 0L))));
        return new ItemRow(
                item, parts, version, newest, row.held, estimate, row.progress, urgency, due);
    }

    private static SkuLevel after(SkuLevel level, long asked, long moved) {
        long general = level.general() - moved;
        long known = moved < asked ? Math.min(0, general) : general;
        return new SkuLevel(level.sku(), known, level.total() - known, level.version());
    }

    // Orders.

    /** Net stock has reserved an order of these items, and took the units from the pool. */
    public ItemRow sold(long items, Instant at) {
        boolean after = at.isAfter(progress.shownAt().plus(CLOCK_SKEW));
        return withEstimate(estimate.sold(items, at))
                .withProgress(after ? shownChanged(-items) : progress);
    }

    /** As {@link #sold}, for a quantity that was raised between these times. */
    public ItemRow soldBetween(long items, Instant earliest, Instant latest) {
        return withEstimate(estimate.soldBetween(items, earliest, latest));
    }

    /** Net stock has cancelled an order of these items, which the mall sells again by itself. */
    public ItemRow restocked(long items, Instant earliest, Instant latest) {
        return withEstimate(estimate.restocked(items, earliest, latest))
                .withProgress(shownChanged(items));
    }

    /** Net stock took units from the pool (below 0), or put them back. */
    public ItemRow pooled(Map<Sku, Long> units) {
        return withHeld(units);
    }

    private Progress shownChanged(long items) {
        return progress.shown().isEmpty()
                ? progress
                : progress.withShown(
                        OptionalLong.of(Math.max(0, progress.shown().getAsLong() + items)),
                        progress.shownAt());
    }

    /** All orders that were placed until this time are taken. */
    ItemRow covered(Instant until) {
        return progress.write().isPresent() ? this : withEstimate(estimate.covered(until));
    }

    // Writes to the mall.

    /** To be stored before the write is sent. */
    ItemRow writing(CountChange change, String key, Instant now) {
        long raise =
                switch (change) {
                    case CountChange.Absolute absolute -> absolute.count();
                    case CountChange.Relative relative -> Math.max(0, relative.units());
                    case CountChange.CompareAndSet swap ->
                            Math.max(0, swap.count() - swap.expected());
                };
        long lower =
                switch (change) {
                    case CountChange.Absolute absolute ->
                            Math.max(0, estimate.low() - absolute.count());
                    case CountChange.Relative relative -> Math.max(0, -relative.units());
                    case CountChange.CompareAndSet swap ->
                            Math.max(0, swap.expected() - swap.count());
                };
        return withEstimate(estimate.begin(raise, lower))
                .withProgress(
                        progress.withWrite(
                                Optional.of(new PendingWrite(key, change, now, raise, lower))));
    }

    /**
     * The write was answered.
     *
     * @param applyLag the mall's, see its capabilities
     */
    ItemRow written(
            PendingWrite write,
            WriteResult result,
            Instant sent,
            Instant answered,
            Duration applyLag) {
        if (!progress.write().map(PendingWrite::key).equals(Optional.of(write.key()))) {
            return this;
        }
        return switch (result) {
            case WriteResult.Done done -> done(write, done.count(), sent, answered, applyLag);
            case WriteResult.InDoubt _ -> lapsed(answered, applyLag);
            case WriteResult.Mismatch mismatch ->
                    undone(write).withShownAt(mismatch.actual(), answered);
            case WriteResult.OutOfRange _ -> undone(write).outOfRange(write, answered);
            case WriteResult.Throttled throttled ->
                    undone(write).retryAt(answered.plus(throttled.delay()));
            case WriteResult.Unavailable _ -> undone(write).retryAt(answered.plusSeconds(5));
            case WriteResult.UnknownItem _ ->
                    undone(write).failed("The mall does not know the item", answered);
            case WriteResult.Rejected rejected ->
                    undone(write).failed("The mall rejects: " + rejected.code(), answered);
        };
    }

    private ItemRow done(
            PendingWrite write,
            OptionalLong echo,
            Instant sent,
            Instant answered,
            Duration applyLag) {
        ItemRow row = withProgress(progress.withWrite(Optional.empty()));
        if (applyLag.isPositive()) {
            // Accepted only: until it has landed, both counts are possible.
            return row.withEstimate(estimate.withoutAnchor())
                    .withProgress(
                            row.progress
                                    .withLandsBy(answered.plus(applyLag))
                                    .withShown(OptionalLong.of(write.raise()), answered));
        }
        boolean alone = progress.landsBy().isBefore(sent);
        Instant from = sent.minus(CLOCK_SKEW);
        Instant to = answered.plus(CLOCK_SKEW);
        if (write.change() instanceof CountChange.Absolute absolute) {
            Estimate replaced = estimate.withoutAnchor();
            return row.withEstimate(
                            alone ? replaced.anchored(absolute.count(), from, to) : replaced)
                    .withShownAt(OptionalLong.of(absolute.count()), answered);
        }
        long units = write.raise() - write.lower();
        Estimate changed = estimate.changed(units);
        OptionalLong shown =
                echo.isPresent()
                        ? echo
                        : write.change() instanceof CountChange.CompareAndSet swap
                                ? OptionalLong.of(swap.count())
                                : row.shownChanged(units).shown();
        boolean known = alone && echo.isPresent();
        return row.withEstimate(known ? changed.anchored(echo.getAsLong(), from, to) : changed)
                .withShownAt(
                        shown,
                        write.change() instanceof CountChange.Relative && echo.isEmpty()
                                ? progress.shownAt()
                                : answered);
    }

    /** The write got no answer: both outcomes stay possible until the count is read. */
    ItemRow lapsed(Instant now, Duration applyLag) {
        if (progress.write().isEmpty()) {
            return this;
        }
        return withEstimate(estimate.withoutAnchor())
                .withProgress(
                        shownAfter(progress.write().get())
                                .withWrite(Optional.empty())
                                .withLandsBy(now.plus(LANDING).plus(applyLag)));
    }

    private Progress shownAfter(PendingWrite write) {
        return write.change() instanceof CountChange.Absolute absolute
                ? progress.withShown(
                        OptionalLong.of(Math.max(progress.shown().orElse(0), absolute.count())),
                        progress.shownAt())
                : shownChanged(write.raise());
    }

    private ItemRow undone(PendingWrite write) {
        return withEstimate(estimate.undo(write.raise(), write.lower()))
                .withProgress(progress.withWrite(Optional.empty()));
    }

    private ItemRow outOfRange(PendingWrite write, Instant now) {
        ItemRow row = retryAt(now.plusSeconds(10));
        return write.lower() > 0
                ? row.withShownAt(OptionalLong.of(write.lower() - 1), now)
                : row.failed("The count would be out of the mall's range", now);
    }

    private ItemRow withShownAt(OptionalLong count, Instant at) {
        return withProgress(progress.withShown(count, at));
    }

    private ItemRow retryAt(Instant time) {
        return withProgress(progress.withProblem(progress.problem(), time));
    }

    private ItemRow failed(String problem, Instant now) {
        return withProgress(
                progress.withProblem(Optional.of(problem), now.plus(Duration.ofMinutes(10))));
    }

    // Readings.

    /** The count was read between these times. */
    ItemRow read(CountReading reading, Instant asked, Instant answered) {
        ItemRow row = withProgress(progress.withReadAt(answered));
        if (reading.count().isEmpty()) {
            return row.failed("The mall does not know the item", answered);
        }
        if (reading.closed()) {
            return row.failed("The mall has closed the item", answered);
        }
        row = row.withProgress(row.progress.withProblem(Optional.empty(), progress.retryAt()));
        if (progress.write().isPresent() || asked.isBefore(progress.landsBy())) {
            return row;
        }
        long count = reading.count().getAsLong();
        return row.withEstimate(
                        estimate.anchored(
                                count, asked.minus(CLOCK_SKEW), answered.plus(CLOCK_SKEW)))
                .withShownAt(OptionalLong.of(count), answered);
    }
}
