package dev.netstock.malls.sync;

import static java.lang.Math.max;
import static java.lang.Math.min;

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

    /** What the mall should have left to sell. */
    long target(ItemRow row, SaleModeRule rule, Instant now) {
        return row.progress().problem().isPresent()
                ? 0
                : targets.items(row, settings.channel(), rule, now);
    }

    /**
     * The next step of a row without a pending move or write.
     *
     * @param pulledAt when orders were last listed completely
     */
    Step next(ItemRow row, SaleModeRule rule, Instant pulledAt, Instant now) {
        long target = target(row, rule, now);
        if (now.isBefore(row.progress().retryAt())) {
            return new Step.Wait(row.progress().retryAt());
        }
        Estimate estimate = row.estimate();
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
        return step instanceof Step.Wait ? giveBack(row, target, step) : step;
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

    /** An absolute count replaces what the mall sold unseen, so both need units behind them. */
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
        if (!row.estimate().isKnown()) {
            return otherwise;
        }
        boolean absolute =
                !mall.writeModes().contains(WriteMode.RELATIVE)
                        && !mall.writeModes().contains(WriteMode.COMPARE_AND_SET);
        long high = row.estimate().high();
        long wanted = min(absolute && target > 0 ? high + target : target, row.reachable());
        long needed = isShared() ? 0 : max(high, wanted);
        Map<Sku, Long> surplus = new HashMap<>();
        for (Part part : row.parts()) {
            long units = row.heldOf(part.sku()) - needed * part.units();
            if (units > 0) {
                surplus.put(part.sku(), -units);
            }
        }
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
        return row.progress().write().isEmpty()
                && row.estimate().anchor().isEmpty()
                && !now.isBefore(row.progress().landsBy())
                && (!row.estimate().isExact() || !now.isBefore(auditAt(row)) || lacksCount(row));
    }

    private boolean lacksCount(ItemRow row) {
        return row.progress().shown().isEmpty()
                && mall.writeModes().contains(WriteMode.COMPARE_AND_SET);
    }

    private Instant auditAt(ItemRow row) {
        return row.progress().readAt().plus(settings.auditEvery());
    }

    /** The row, with the time at which it has to be looked at, and how urgently. */
    ItemRow schedule(ItemRow row, SaleModeRule rule, Instant pulledAt, Instant now) {
        if (row.progress().write().isPresent()) {
            return row.scheduled(target(row, rule, now) == 0 ? Urgency.ZERO : Urgency.DOWN, now);
        }
        if (row.progress().move().isPresent()) {
            return row.scheduled(Urgency.UP, now);
        }
        return switch (next(row, rule, pulledAt, now)) {
            case Step.Write write -> row.scheduled(write.urgency(), now);
            case Step.Move _ -> row.scheduled(Urgency.UP, now);
            case Step.Wait wait -> row.scheduled(Urgency.CHECK, wakeUp(row, wait.until(), now));
        };
    }

    private Instant wakeUp(ItemRow row, Instant until, Instant now) {
        if (needsReading(row, now)) {
            return now;
        }
        Instant reading =
                row.estimate().isExact() || row.estimate().anchor().isPresent()
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
