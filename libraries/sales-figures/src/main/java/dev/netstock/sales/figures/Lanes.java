package dev.netstock.sales.figures;

import java.util.random.RandomGenerator;

/**
 * The lane in which an execution environment counts. Transactions on the same row cancel each
 * other, so each environment uses its own rows. If two environments share a lane, the one that gets
 * a conflict draws another lane, until they are separated. Thread-safe.
 */
public final class Lanes {
    /**
     * More than the usual number of concurrent environments, so that each can find its own lane.
     */
    public static final int COUNT = 32;

    private static final int NOT_DRAWN = -1;

    private final RandomGenerator random;
    private int lane = NOT_DRAWN;

    /**
     * @param random a source of external randomness: environments restored from one snapshot would
     *     draw the same numbers from a generator's state
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
