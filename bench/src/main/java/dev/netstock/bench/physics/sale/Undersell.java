package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.VirtualTime;

import java.util.Arrays;

/**
 * Unit-seconds in which units existed that buyers could not get.
 *
 * <ul>
 *   <li>Wrongly refused: units that are available after an order was refused although enough units
 *       existed since it arrived. A unit counts until it is sold, and no more units count than were
 *       refused.
 *   <li>Held: units taken by an attempt that ended without an order, until they are given back.
 *   <li>Lapsed: units of orders that will be released, until they are given back.
 * </ul>
 *
 * Not thread-safe.
 */
final class Undersell {
    /** Orders have fewer units than this. */
    private static final int UNITS_LIMIT = 100;

    private final VirtualTime time;
    private final long[] lastBelow = new long[UNITS_LIMIT];
    private long available;
    private long wronglyRefused;
    private long held;
    private long lapsing;
    private long wrongRefusals;
    private long integratedAt;
    private double wrongRefusalSeconds;
    private double heldSeconds;
    private double lapsedSeconds;

    Undersell(VirtualTime time, long available) {
        this.time = time;
        this.available = available;
        Arrays.fill(lastBelow, -1);
    }

    /** Sets the available units of all shards. */
    void available(long units) {
        integrate();
        for (int i = 0; i < UNITS_LIMIT; i++) {
            if (available < i) {
                lastBelow[i] = time.now();
            }
        }
        available = units;
        wronglyRefused = Math.min(wronglyRefused, available);
    }

    /** Counts a refused order that arrived at {@code since}. */
    void refused(int units, long since) {
        if (available >= units && lastBelow[units] < since) {
            integrate();
            wrongRefusals++;
            wronglyRefused = Math.min(available, wronglyRefused + units);
        }
    }

    /** Adds held units; negative units are given back. */
    void held(long units) {
        integrate();
        held += units;
    }

    /** Adds units of an order that will be released; negative units are given back. */
    void lapsing(long units) {
        integrate();
        lapsing += units;
    }

    double lapsedUnitSeconds() {
        integrate();
        return lapsedSeconds;
    }

    double wrongRefusalUnitSeconds() {
        integrate();
        return wrongRefusalSeconds;
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
        wrongRefusalSeconds += wronglyRefused * seconds;
        heldSeconds += held * seconds;
        lapsedSeconds += lapsing * seconds;
        integratedAt = time.now();
    }
}
