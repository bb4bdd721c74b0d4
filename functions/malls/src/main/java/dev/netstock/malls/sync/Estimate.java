package dev.netstock.malls.sync;

import static java.lang.Math.max;
import static java.lang.Math.min;

import java.time.Instant;
import java.util.Optional;

/**
 * What a mall has left to sell of an item, as far as net stock knows: M + U, the mall's count and
 * the units that it sold and whose orders are not taken yet (less cancellations that are not taken
 * yet). A sale at the mall moves a unit from M to U and changes nothing here; taking its order
 * does. If no write is in doubt, the bounds are equal.
 *
 * @param low the least that it can be; below 0 while the sale of a restocked unit is taken and the
 *     cancellation is not
 * @param high the most that it can be, {@link #UNKNOWN} if the mall's count is not known. Units of
 *     the pool that are above it are free to be given back
 * @param anchor a count that will make the estimate exact
 * @param since orders and cancellations from before are in the count that the estimate is based on
 */
public record Estimate(long low, long high, Optional<Anchor> anchor, Instant since) {
    /** The bound of a count that is not known. */
    public static final long UNKNOWN = 1_000_000_000;

    /** Of an item whose count was never read. */
    public static Estimate unknown() {
        return new Estimate(0, UNKNOWN, Optional.empty(), Instant.EPOCH);
    }

    public boolean isExact() {
        return low == high;
    }

    public boolean isKnown() {
        return high < UNKNOWN;
    }

    /** An order was taken: net stock has reserved units that the mall sold at this time. */
    Estimate sold(long units, Instant at) {
        return ordered(-units, at, at);
    }

    /** As {@link #sold}, for a quantity that was raised between these times. */
    Estimate soldBetween(long units, Instant earliest, Instant latest) {
        return ordered(-units, earliest, latest);
    }

    /** A cancellation was taken whose units the mall added to its count between these times. */
    Estimate restocked(long units, Instant earliest, Instant latest) {
        return ordered(units, earliest, latest);
    }

    private Estimate ordered(long units, Instant earliest, Instant latest) {
        if (latest.isBefore(since)) {
            return this;
        }
        if (earliest.isBefore(since)) {
            // It is in the count that the estimate is based on, or not: a reading will tell.
            return new Estimate(
                    low + min(0, units), plus(high, max(0, units)), Optional.empty(), since);
        }
        long newHigh = plus(high, units);
        if (newHigh < 0) {
            // The mall sold what net stock never showed there: its count was changed by others.
            return new Estimate(0, UNKNOWN, Optional.empty(), since);
        }
        return new Estimate(low + units, newHigh, anchorAfter(units, earliest, latest), since);
    }

    private Optional<Anchor> anchorAfter(long units, Instant earliest, Instant latest) {
        return anchor.filter(known -> latest.isBefore(known.from()) || earliest.isAfter(known.to()))
                .map(
                        known ->
                                latest.isBefore(known.from())
                                        ? known
                                        : new Anchor(
                                                known.count() + units, known.from(), known.to()));
    }

    /** A write is about to be sent: until its answer it has happened or not. */
    Estimate begin(long raise, long lower) {
        return new Estimate(low - lower, plus(high, raise), anchor, since);
    }

    /** The write certainly did not happen. */
    Estimate undo(long raise, long lower) {
        return new Estimate(low + lower, plus(high, -raise), anchor, since);
    }

    /** The write of {@link #begin} happened: the count changed by these units. */
    Estimate changed(long units) {
        Optional<Anchor> moved =
                anchor.map(known -> new Anchor(known.count() + units, known.from(), known.to()));
        return units > 0
                ? new Estimate(min(plus(low, units), high), high, moved, since)
                : new Estimate(low, max(low, plus(high, units)), moved, since);
    }

    /** The mall's count is known, unless an older one still waits for its orders. */
    Estimate anchored(long count, Instant from, Instant to) {
        return anchor.isPresent()
                ? this
                : new Estimate(low, high, Optional.of(new Anchor(count, from, to)), since);
    }

    /** A count that a new write has replaced, or that a write in doubt has spoiled. */
    Estimate withoutAnchor() {
        return new Estimate(low, high, Optional.empty(), since);
    }

    /** All orders that were placed until this time are taken. */
    Estimate covered(Instant until) {
        return anchor.filter(known -> known.to().isBefore(until))
                .map(
                        known ->
                                known.count() < 0
                                        ? new Estimate(0, UNKNOWN, Optional.empty(), since)
                                        : new Estimate(
                                                known.count(),
                                                known.count(),
                                                Optional.empty(),
                                                known.from()))
                .orElse(this);
    }

    private static long plus(long bound, long units) {
        return bound >= UNKNOWN ? UNKNOWN : min(UNKNOWN, bound + units);
    }
}
