package dev.netstock.platform.testing;

import java.util.SplittableRandom;

/** The seeds of random tests. {@code -Dtest.seed=N} repeats a run of the test that failed. */
public final class Seed {
    private Seed() {}

    /** A seed that is the same in each run. */
    public static long or(long usual) {
        return Long.getLong("test.seed", usual);
    }

    /** Another seed in each run. It is printed, also if the test succeeds. */
    public static long fresh() {
        long seed = or(new SplittableRandom().nextLong());
        System.out.println("test.seed=" + seed);
        return seed;
    }
}
