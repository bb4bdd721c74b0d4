package dev.netstock.bench.physics.sale;

import java.time.Duration;

/**
 * The supply and the demand of a sale.
 *
 * @param units units at the start
 * @param perSecond orders a second, at random moments
 * @param seconds how long orders arrive at most; they stop after the last unit is sold for good
 * @param givenBack share of the orders that are given back
 * @param unitsMax the most units of an order
 * @param crashes share of the orders whose function dies between take and claim
 * @param doubleClicks share of the orders that come a second time within 300 ms, as a first call
 * @param repeats share of the orders that come a second time within two seconds; the caller says so
 * @param restock units that arrive later, at the first item
 * @param restockAfter when
 */
public record Offer(
        long units,
        double perSecond,
        double seconds,
        double givenBack,
        int unitsMax,
        double crashes,
        double doubleClicks,
        double repeats,
        long restock,
        Duration restockAfter) {
    /** Single units, nothing given back, no restock. */
    public static Offer of(long units, double perSecond, double seconds) {
        return new Offer(units, perSecond, seconds, 0, 1, 0, 0, 0, 0, Duration.ZERO);
    }

    public Offer withGivenBack(double share) {
        return new Offer(
                units,
                perSecond,
                seconds,
                share,
                unitsMax,
                crashes,
                doubleClicks,
                repeats,
                restock,
                restockAfter);
    }

    public Offer withUnitsMax(int most) {
        return new Offer(
                units,
                perSecond,
                seconds,
                givenBack,
                most,
                crashes,
                doubleClicks,
                repeats,
                restock,
                restockAfter);
    }

    public Offer withCrashes(double share) {
        return new Offer(
                units,
                perSecond,
                seconds,
                givenBack,
                unitsMax,
                share,
                doubleClicks,
                repeats,
                restock,
                restockAfter);
    }

    public Offer withDoubleClicks(double share) {
        return new Offer(
                units,
                perSecond,
                seconds,
                givenBack,
                unitsMax,
                crashes,
                share,
                repeats,
                restock,
                restockAfter);
    }

    public Offer withRepeats(double share) {
        return new Offer(
                units,
                perSecond,
                seconds,
                givenBack,
                unitsMax,
                crashes,
                doubleClicks,
                share,
                restock,
                restockAfter);
    }

    public Offer withRestock(long more, Duration after) {
        return new Offer(
                units,
                perSecond,
                seconds,
                givenBack,
                unitsMax,
                crashes,
                doubleClicks,
                repeats,
                more,
                after);
    }
}
