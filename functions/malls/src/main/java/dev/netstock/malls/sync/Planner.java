package dev.netstock.malls.sync;

import static java.lang.Math.max;
import static java.lang.Math.min;

import dev.netstock.mallcounts.Reason;
import dev.netstock.malls.port.CountChange;
import dev.netstock.malls.port.MallCapabilities;
import dev.netstock.malls.port.WriteMode;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Decides what to do next for an item. Pure. It keeps, for every item of a mall that has units set
 * aside,
 *
 * <pre>high (at least M + U)  &lt;=  backing (the pool's units for it)</pre>
 *
 * <p>by two rules: units are in the pool before the count goes up, and they leave the pool only
 * when the count has certainly gone down. A mall's own sale changes neither side; taking its order
 * lowers both by the same units.
 */
final class Planner {
    /** When a removed item is looked at again by itself: an order or a mapping wakes it. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** A raise waits if the last complete list of orders is older. */
    private static final Duration PULL_BEFORE_PUSH = Duration.ofMinutes(10);

    private final MallCapabilities mall;
    private final MallSettings settings;
    private final Targets targets;

    Planner(MallCapabilities mall, MallSettings settings, Targets targets) {
        this.mall = mall;
        this.settings = settings;
        this.targets = targets;
    }

    /** What the mall should have left to sell, and why. */
    Goal goal(ItemRow row, MallRow mall, Instant now) {
        if (row.mapping().change().isPresent()) {
            return new Goal(0, Reason.MAPPING_CHANGES);
        }
        return row.progress().problem().isPresent()
                ? new Goal(0, Reason.PROBLEM)
                : targets.goal(row, settings.channel(), mall.rules().sale(), now);
    }

    /** The next step of a row without a pending move or write. */
    Step next(ItemRow row, MallRow mall, Instant now) {
        if (row.isChangeable(now)) {
            return new Step.Change();
        }
        if (now.isBefore(row.progress().retryAt())) {
            var wait = new Step.Wait(row.progress().retryAt());
            boolean failsToChange =
                    row.mapping().change().isPresent() && row.progress().problem().isPresent();
            return failsToChange ? giveBack(row, 0, wait) : wait;
        }
        if (row.parts().isEmpty()) {
            return giveBack(row, 0, new Step.Wait(NEVER));
        }
        if (mall.rules().paused()) {
            return giveBack(row, 0, new Step.Wait(auditAt(row)));
        }
        return next(row, goal(row, mall, now).items(), mall.cursor().pulledAt(), now);
    }

    private Step next(ItemRow row, long goal, Instant pulledAt, Instant now) {
        Estimate estimate = row.estimate();
        long target = goal;
        if (!isShared() && estimate.high() > row.reachable() + settings.blindUnits()) {
            target = min(target, row.reachable()); // An oversell took what backed it.
        }
        Step step = new Step.Wait(auditAt(row));
        if (estimate.high() > target) {
            step = lower(row, target, now);
        } else if (estimate.high() < target) {
            step =
                    pulledAt.plus(PULL_BEFORE_PUSH).isBefore(now)
                            ? new Step.Wait(now.plusSeconds(10))
                            : raise(row, target, now);
        }
        if (step instanceof Step.Wait && lacksBacking(row)) {
            return move(row, min(estimate.high(), row.reachable()));
        }
        return step instanceof Step.Wait ? giveBack(row, target, step) : step;
    }

    /** A mall restocked by itself what an order had taken before the item's mapping changed. */
    private boolean lacksBacking(ItemRow row) {
        return !isShared()
                && row.estimate().isKnown()
                && row.backing() < min(row.estimate().high(), row.reachable());
    }

    private Step lower(ItemRow row, long target, Instant now) {
        Estimate estimate = row.estimate();
        OptionalLong shown = row.progress().shown();
        if (shown.isPresent() && shown.getAsLong() <= target) {
            return waitForCount(row, now); // The rest is sold: its orders are on their way.
        }
        Urgency urgency = target == 0 ? Urgency.ZERO : Urgency.DOWN;
        if (mall.writeModes().contains(WriteMode.RELATIVE) && isRelative(row, target)) {
            return new Step.Write(new CountChange.Relative(target - estimate.high()), urgency);
        }
        if (mall.writeModes().contains(WriteMode.COMPARE_AND_SET)) {
            return shown.isEmpty()
                    ? new Step.Wait(now)
                    : swap(shown.getAsLong(), lowered(shown.getAsLong(), row, target), urgency);
        }
        return lowerAbsolute(row, target, urgency, now);
    }

    /** A difference is exact, but only a zero is certain to end all sales. */
    private boolean isRelative(ItemRow row, long target) {
        Estimate estimate = row.estimate();
        boolean certain =
                estimate.isExact()
                        && row.progress().shown().orElse(estimate.high()) >= estimate.high();
        return estimate.isKnown()
                && (target > 0 || certain || !mall.writeModes().contains(WriteMode.ABSOLUTE));
    }

    private static long lowered(long shown, ItemRow row, long target) {
        return row.estimate().isKnown()
                ? max(0, shown + target - row.estimate().high())
                : min(shown, target);
    }

    /** An absolute count ignores sales that are not known yet, so both need units behind them. */
    private Step lowerAbsolute(ItemRow row, long target, Urgency urgency, Instant now) {
        Estimate estimate = row.estimate();
        boolean waits = estimate.anchor().isPresent() || now.isBefore(row.progress().landsBy());
        boolean zero = target == 0 || !estimate.isKnown();
        if (waits && !(zero && isAboveZero(row))) {
            return waitForCount(row, now);
        }
        if (zero) {
            return new Step.Write(new CountChange.Absolute(0), urgency);
        }
        if (isShared()) {
            return new Step.Write(new CountChange.Absolute(target), urgency);
        }
        if (!estimate.isExact()) {
            return waitForCount(row, now);
        }
        long needed = target + estimate.high() - settings.blindUnits();
        if (row.backing() >= needed) {
            return new Step.Write(new CountChange.Absolute(target), urgency);
        }
        if (row.reachable() >= needed) {
            return move(row, needed);
        }
        return target <= estimate.high() / 2
                ? new Step.Write(new CountChange.Absolute(0), urgency)
                : waitForCount(row, now);
    }

    private static boolean isAboveZero(ItemRow row) {
        return row.progress().shown().orElse(1) > 0;
    }

    private Step raise(ItemRow row, long target, Instant now) {
        boolean relative = mall.writeModes().contains(WriteMode.RELATIVE);
        if (!relative && !mall.writeModes().contains(WriteMode.COMPARE_AND_SET)) {
            return raiseAbsolute(row, target, now);
        }
        long high = row.estimate().high();
        long backed = isShared() ? target : min(target, row.backing());
        if (backed < target && row.reachable() > max(backed, high)) {
            return move(row, min(target, row.reachable()));
        }
        if (backed <= high) {
            return new Step.Wait(auditAt(row));
        }
        if (relative) {
            return new Step.Write(new CountChange.Relative(backed - high), Urgency.UP);
        }
        OptionalLong shown = row.progress().shown();
        return shown.isEmpty()
                ? new Step.Wait(now)
                : swap(shown.getAsLong(), shown.getAsLong() + backed - high, Urgency.UP);
    }

    private Step raiseAbsolute(ItemRow row, long target, Instant now) {
        Estimate estimate = row.estimate();
        if (!estimate.isExact()
                || estimate.anchor().isPresent()
                || now.isBefore(row.progress().landsBy())) {
            return waitForCount(row, now);
        }
        long high = estimate.high();
        if (isShared()) {
            return new Step.Write(new CountChange.Absolute(target), Urgency.UP);
        }
        long blind = high == 0 ? 0 : settings.blindUnits();
        long best = min(target, row.reachable() + blind - high);
        if (best <= high) {
            return new Step.Wait(auditAt(row));
        }
        long backed = min(target, row.backing() + blind - high);
        return backed < best
                ? move(row, best + high - blind)
                : new Step.Write(new CountChange.Absolute(backed), Urgency.UP);
    }

    /** Units that back nothing that the mall can sell go back to general stock. */
    private Step giveBack(ItemRow row, long target, Step otherwise) {
        boolean absolute =
                !mall.writeModes().contains(WriteMode.RELATIVE)
                        && !mall.writeModes().contains(WriteMode.COMPARE_AND_SET);
        long high = row.estimate().high();
        long wanted = min(absolute && target > 0 ? high + target : target, row.reachable());
        long needed = isShared() ? 0 : max(high, wanted);
        Map<Sku, Long> sells = Mapping.sells(row.parts());
        Map<Sku, Long> surplus = new HashMap<>();
        row.held()
                .forEach(
                        (sku, held) -> {
                            long inItem = sells.getOrDefault(sku, 0L);
                            long units = held - needed * inItem;
                            if (units > 0 && (inItem == 0 || row.estimate().isKnown())) {
                                surplus.put(sku, -units);
                            }
                        });
        return surplus.isEmpty() ? otherwise : new Step.Move(surplus);
    }

    private static Step move(ItemRow row, long items) {
        Map<Sku, Long> units = new HashMap<>();
        for (Part part : row.parts()) {
            long missing = items * part.units() - row.heldOf(part.sku());
            if (missing > 0) {
                units.put(part.sku(), missing);
            }
        }
        return new Step.Move(units);
    }

    private static Step swap(long shown, long count, Urgency urgency) {
        return new Step.Write(new CountChange.CompareAndSet(shown, count), urgency);
    }

    private boolean isShared() {
        return settings.mode() == MallSettings.Mode.SHARED;
    }

    private Step waitForCount(ItemRow row, Instant now) {
        Estimate estimate = row.estimate();
        if (estimate.anchor().isPresent()) {
            return new Step.Wait(later(estimate.anchor().get().to().plus(mall.blindWindow()), now));
        }
        return new Step.Wait(
                estimate.isExact() ? auditAt(row) : later(row.progress().landsBy(), now));
    }

    private static Instant later(Instant time, Instant now) {
        Instant soon = now.plusSeconds(3);
        return time.isAfter(soon) ? time : soon;
    }

    /** Whether the count has to be read: to end a doubt, or to find what others changed. */
    boolean needsReading(ItemRow row, Instant now) {
        return !row.parts().isEmpty()
                && row.progress().write().isEmpty()
                && row.estimate().anchor().isEmpty()
                && !now.isBefore(row.progress().landsBy())
                && (isDoubtful(row, now)
                        || !now.isBefore(auditAt(row))
                        || lacksCount(row)
                        || awaitsChange(row));
    }

    /** What failed is read again when it is tried again. */
    private static boolean isDoubtful(ItemRow row, Instant now) {
        boolean failed =
                row.progress().problem().isPresent() && now.isBefore(row.progress().retryAt());
        return !row.estimate().isExact() && !failed;
    }

    /** A count from before another mapping was asked for says nothing. */
    private static boolean awaitsChange(ItemRow row) {
        return row.mapping()
                .change()
                .filter(change -> !row.progress().readAt().isAfter(change.asked()))
                .isPresent();
    }

    private boolean lacksCount(ItemRow row) {
        return row.progress().shown().isEmpty()
                && mall.writeModes().contains(WriteMode.COMPARE_AND_SET);
    }

    private Instant auditAt(ItemRow row) {
        return row.progress().readAt().plus(settings.auditEvery());
    }

    /** The row, with the time at which it has to be looked at, how urgently, and its goal. */
    ItemRow schedule(ItemRow row, MallRow mall, Instant now) {
        Goal goal = goal(row, mall, now);
        return timed(row, goal.items() == 0, mall, now).withGoal(goal);
    }

    private ItemRow timed(ItemRow row, boolean toZero, MallRow mall, Instant now) {
        if (row.progress().write().isPresent()) {
            return row.scheduled(toZero ? Urgency.ZERO : Urgency.DOWN, now);
        }
        if (row.progress().move().isPresent()) {
            return row.scheduled(Urgency.UP, now);
        }
        return switch (next(row, mall, now)) {
            case Step.Write write -> row.scheduled(write.urgency(), now);
            case Step.Move _, Step.Change _ -> row.scheduled(Urgency.UP, now);
            case Step.Wait wait -> row.scheduled(Urgency.CHECK, wakeUp(row, wait.until(), now));
        };
    }

    private Instant wakeUp(ItemRow row, Instant until, Instant now) {
        if (row.parts().isEmpty()) {
            return until;
        }
        if (needsReading(row, now)) {
            return now;
        }
        boolean failed = row.progress().problem().isPresent();
        Instant reading =
                row.estimate().isExact() || row.estimate().anchor().isPresent() || failed
                        ? auditAt(row)
                        : row.progress().landsBy();
        Instant covered =
                row.estimate()
                        .anchor()
                        .map(anchor -> later(anchor.to().plus(mall.blindWindow()), now))
                        .orElse(until);
        Instant first = reading.isBefore(until) ? reading : until;
        first = covered.isBefore(first) ? covered : first;
        return later(first, now);
    }
}
