package dev.netstock.malls.sync;

import dev.netstock.mallcounts.MallCount;
import dev.netstock.malls.port.CountChange;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.WriteResult;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
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
 * @param mapping what one sold item consists of
 * @param version the version that was read; 0 for a row that is not stored yet
 * @param levels the newest level of each part
 * @param held the units in the mall's pool that back this item, by SKU. Over the items of a mall
 *     they add up to its pool
 * @param estimate what the mall has left to sell
 * @param urgency of what is due
 * @param due when the row is to be looked at
 * @param goal what the mall should show, as of the last look
 */
public record ItemRow(
        MallItem item,
        Mapping mapping,
        long version,
        Map<Sku, SkuLevel> levels,
        Map<Sku, Long> held,
        Estimate estimate,
        Progress progress,
        Urgency urgency,
        Instant due,
        Goal goal)
        implements Row {
    /** A request that got no answer has happened by then, or never does. */
    static final Duration LANDING = Duration.ofSeconds(60);

    /** How far a mall's clock and ours may differ. Order times are in whole seconds. */
    public static final Duration CLOCK_SKEW = Duration.ofSeconds(2);

    public ItemRow {
        levels = Collections.unmodifiableMap(new TreeMap<>(levels));
        held = Collections.unmodifiableMap(new TreeMap<>(held));
    }

    /** Of a mall item that was just mapped: its count is not known. */
    public static ItemRow mapped(MallItem item, List<Part> parts, List<SkuLevel> levels) {
        ItemRow row =
                new ItemRow(
                        item,
                        Mapping.of(parts),
                        0,
                        Map.of(),
                        Map.of(),
                        Estimate.unknown(),
                        Progress.none(),
                        Urgency.UP,
                        Instant.EPOCH,
                        Goal.UNKNOWN);
        for (SkuLevel level : levels) {
            row = row.withLevel(level);
        }
        return row;
    }

    /** The SKUs of one sold item; none if the item is no longer mapped. */
    public List<Part> parts() {
        return mapping.parts();
    }

    /** How many items the pool can back. */
    public long backing() {
        return parts().stream()
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
        return parts().stream()
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
        return new ItemRow(
                item, mapping, version, newest, held, estimate, progress, urgency, due, goal);
    }

    ItemRow withHeld(Map<Sku, Long> changes) {
        Map<Sku, Long> changed = new HashMap<>(held);
        changes.forEach((sku, units) -> changed.merge(sku, units, Long::sum));
        return new ItemRow(
                item, mapping, version, levels, changed, estimate, progress, urgency, due, goal);
    }

    ItemRow withEstimate(Estimate newEstimate) {
        return new ItemRow(
                item, mapping, version, levels, held, newEstimate, progress, urgency, due, goal);
    }

    ItemRow withProgress(Progress newProgress) {
        return new ItemRow(
                item, mapping, version, levels, held, estimate, newProgress, urgency, due, goal);
    }

    ItemRow withGoal(Goal newGoal) {
        return new ItemRow(
                item, mapping, version, levels, held, estimate, progress, urgency, due, newGoal);
    }

    private ItemRow withMapping(Mapping newMapping) {
        return new ItemRow(
                item, newMapping, version, levels, held, estimate, progress, urgency, due, goal);
    }

    public ItemRow scheduled(Urgency newUrgency, Instant newDue) {
        return new ItemRow(
                item, mapping, version, levels, held, estimate, progress, newUrgency, newDue, goal);
    }

    @Override
    public ItemRow withVersion(long newVersion) {
        return new ItemRow(
                item,
                mapping.stored(),
                newVersion,
                levels,
                held,
                estimate,
                progress,
                urgency,
                due,
                goal);
    }

    /** What others than the sync read of the row. */
    public MallCount count() {
        Map<Sku, MallCount.Units> units = new HashMap<>();
        Mapping.sells(parts())
                .forEach((sku, inItem) -> units.put(sku, new MallCount.Units(inItem, heldOf(sku))));
        EnumSet<MallCount.Pending> pending = EnumSet.noneOf(MallCount.Pending.class);
        progress.write().ifPresent(_ -> pending.add(MallCount.Pending.WRITE));
        progress.move().ifPresent(_ -> pending.add(MallCount.Pending.MOVE));
        mapping.change().ifPresent(_ -> pending.add(MallCount.Pending.MAPPING));
        return new MallCount(
                item.item(),
                item.variant(),
                units,
                progress.sent().map(ItemRow::count),
                estimate.low(),
                estimate.isKnown() ? OptionalLong.of(estimate.high()) : OptionalLong.empty(),
                Optional.of(progress.readAt()).filter(at -> at.isAfter(Instant.EPOCH)),
                pending,
                goal.items(),
                goal.reason(),
                progress.problem());
    }

    private static MallCount.Sent count(Sent sent) {
        return switch (sent.change()) {
            case CountChange.Absolute(long count) ->
                    new MallCount.Sent(MallCount.Kind.SET, count, sent.at());
            case CountChange.Relative(long units) ->
                    new MallCount.Sent(MallCount.Kind.ADD, units, sent.at());
            case CountChange.CompareAndSet(_, long count) ->
                    new MallCount.Sent(MallCount.Kind.SET, count, sent.at());
        };
    }

    /** Whether the mall's count is unknown, and no pending answer will say it. */
    public boolean isInDoubt() {
        return !parts().isEmpty() && progress.write().isEmpty() && !estimate.isExact();
    }

    // Mapping.

    /**
     * Asks for another mapping; an empty one removes it. The mall first shows none, and the pool
     * gets its units back. What the item sells already ends a change that was asked for.
     */
    public ItemRow asked(List<Part> parts, Instant now) {
        Optional<Mapping.Change> change =
                Mapping.sells(parts).equals(Mapping.sells(parts()))
                        ? Optional.empty()
                        : Optional.of(new Mapping.Change(parts, now));
        boolean isRepeated =
                change.isPresent()
                        && mapping.change()
                                .filter(
                                        known ->
                                                Mapping.sells(known.parts())
                                                        .equals(Mapping.sells(parts)))
                                .isPresent();
        return isRepeated || change.equals(mapping.change())
                ? this
                : withMapping(mapping.withChange(change)).scheduled(Urgency.ZERO, now);
    }

    /**
     * Whether another mapping can take effect: the mall certainly has nothing left to sell, all its
     * sales are known, its count was zero after the change was asked for, and no unit backs it. An
     * item that nothing was ever sent for needs none of this.
     */
    public boolean isChangeable(Instant now) {
        if (mapping.change().isEmpty()
                || progress.move().isPresent()
                || progress.write().isPresent()
                || held.values().stream().anyMatch(units -> units != 0)) {
            return false;
        }
        boolean isUntouched =
                progress.equals(Progress.none()) && estimate.equals(Estimate.unknown());
        return parts().isEmpty() || isUntouched || showedNone(mapping.change().get(), now);
    }

    private boolean showedNone(Mapping.Change change, Instant now) {
        return estimate.isExact()
                && estimate.high() == 0
                && !now.isBefore(progress.landsBy())
                && progress.readAt().isAfter(change.asked())
                && progress.shown().equals(OptionalLong.of(0));
    }

    /**
     * The other mapping, with the levels of its SKUs. What a mall shows of an item that was not
     * mapped is not known.
     */
    public ItemRow changed(List<SkuLevel> levelsOfParts) {
        List<Part> parts = mapping.change().orElseThrow().parts();
        boolean isRemoved = parts.isEmpty();
        boolean wasRemoved = parts().isEmpty();
        ItemRow row =
                new ItemRow(
                        item,
                        mapping.changed(),
                        version,
                        Map.of(),
                        held,
                        wasRemoved ? Estimate.unknown() : estimate,
                        isRemoved || wasRemoved ? Progress.none() : progress,
                        Urgency.UP,
                        Instant.EPOCH,
                        Goal.UNKNOWN);
        for (SkuLevel level : levelsOfParts) {
            row = row.withLevel(level);
        }
        return row;
    }

    /** The place of this item among the mall's pages of a SKU. */
    ItemRow withPage(Sku sku, int page, int pages) {
        List<Part> numbered =
                parts().stream()
                        .map(
                                part ->
                                        part.sku().equals(sku)
                                                ? new Part(sku, part.units(), page, pages)
                                                : part)
                        .toList();
        return numbered.equals(parts()) ? this : withMapping(mapping.withParts(numbered));
    }

    /** The count is read at once, and written if it is wrong, whatever failed before. */
    public ItemRow pushed(Instant now) {
        return withProgress(
                        progress.withReadAt(Instant.EPOCH)
                                .withProblem(Optional.empty(), Instant.EPOCH))
                .scheduled(Urgency.ZERO, now);
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
                item,
                mapping,
                version,
                newest,
                row.held,
                estimate,
                row.progress,
                urgency,
                due,
                goal);
    }

    private static SkuLevel after(SkuLevel level, long asked, long moved) {
        long general = level.general() - moved;
        long known = moved < asked ? Math.min(0, general) : general;
        return new SkuLevel(
                level.sku(), known, level.total() - known, level.buffers(), level.version());
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
                                        Optional.of(
                                                new PendingWrite(key, change, now, raise, lower)))
                                .withSent(new Sent(change, now)));
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
            ItemRow failed = row.failed("The mall does not know the item", answered);
            // What the mall no longer has shows none: its mapping can be removed.
            return mapping.change().isPresent() && progress.write().isEmpty()
                    ? failed.withEstimate(
                                    estimate.anchored(
                                            0, asked.minus(CLOCK_SKEW), answered.plus(CLOCK_SKEW)))
                            .withShownAt(OptionalLong.of(0), answered)
                    : failed;
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
