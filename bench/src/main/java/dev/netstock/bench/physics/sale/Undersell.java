package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.VirtualTime;

import java.util.Arrays;

/**
 * Units times seconds in which a unit was there, or would have been, and a buyer went without it.
 *
 * <ul>
 *   <li>Wrongly refused: units that stand available after somebody was refused although enough of
 *       them had been there since he asked. A unit counts until it is sold, and no more units than
 *       were refused.
 *   <li>Held: units taken by an attempt that ended without an order, until they are given back.
 *   <li>Lapsed: units of orders that came to nothing, until they are given back.
 * </ul>
 *
 * Not thread-safe.
 */
final class Undersell {
    /** Orders are for fewer units than this. */
    private static final int UNITS_LIMIT = 100;

    private final VirtualTime time;
    private final long[] lastBelow = new long[UNITS_LIMIT];
    private long available;
    private long wronged;
    private long held;
    private long lapsing;
    private long wrongRefusals;
    private long integratedAt;
    private double wrongedSeconds;
    private double heldSeconds;
    private double lapsedSeconds;

    Undersell(VirtualTime time, long available) {
        this.time = time;
        this.available = available;
        Arrays.fill(lastBelow, -1);
    }

    /** The sum over the shards is now this. */
    void available(long units) {
        integrate();
        for (int i = 0; i < UNITS_LIMIT; i++) {
            if (available < i) {
                lastBelow[i] = time.now();
            }
        }
        available = units;
        wronged = Math.min(wronged, available);
    }

    /** An order for so many units, which came at {@code since}, is refused. */
    void refused(int units, long since) {
        if (available >= units && lastBelow[units] < since) {
            integrate();
            wrongRefusals++;
            wronged = Math.min(available, wronged + units);
        }
    }

    /** Units are held in vain from now on, or, if negative, no longer. */
    void held(long units) {
        integrate();
        held += units;
    }

    /** Units belong to an order that will come to nothing, or, if negative, no longer. */
    void lapsing(long units) {
        integrate();
        lapsing += units;
    }

    double lapsedUnitSeconds() {
        integrate();
        return lapsedSeconds;
    }

    double wrongedUnitSeconds() {
        integrate();
        return wrongedSeconds;
    }

    double heldUnitSeconds() {
        integrate();
        return heldSeconds;
    }

    long wrongRefusals() {
        return wrongRefusals;
    }

    private void integrate() {
        double seconds = (double) (time.now() - integratedAt) / VirtualTime.SECOND;
        wrongedSeconds += wronged * seconds;
        heldSeconds += held * seconds;
        lapsedSeconds += lapsing * seconds;
        integratedAt = time.now();
    }
}
