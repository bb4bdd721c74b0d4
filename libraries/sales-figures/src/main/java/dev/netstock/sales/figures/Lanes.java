package dev.netstock.sales.figures;

import java.util.random.RandomGenerator;

/**
 * The lane that an execution environment counts in. Transactions on the same row cancel each other,
 * so each environment has rows of its own; where two drew the same lane, the one that hears of a
 * conflict draws again, until they have come apart. Thread-safe.
 */
public final class Lanes {
    /** More than there are environments at a time, so that each may find its own. */
    public static final int COUNT = 32;

    private static final int NOT_DRAWN = -1;

    private final RandomGenerator random;
    private int lane = NOT_DRAWN;

    /**
     * @param random from an outside source of randomness: environments that were restored from one
     *     snapshot would draw the same from a generator's state
     */
    public Lanes(RandomGenerator random) {
        this.random = random;
    }

    public synchronized int current() {
        if (lane == NOT_DRAWN) {
            lane = random.nextInt(COUNT);
        }
        return lane;
    }

    public synchronized void change() {
        lane = NOT_DRAWN;
    }
}
