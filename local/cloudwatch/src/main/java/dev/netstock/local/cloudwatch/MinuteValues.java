package dev.netstock.local.cloudwatch;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The values of one metric in one minute. Sum, count and extremes cover all values; percentiles use
 * a random sample of limited size. Not thread-safe.
 */
final class MinuteValues {
    /** A sample size that is enough for a p99. */
    static final int KEPT_MAX = 500;

    private long count;
    private double sum;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    private double[] kept = new double[1];

    void add(double value, RandomGenerator chance) {
        count++;
        sum += value;
        least = Math.min(least, value);
        most = Math.max(most, value);
        long place = count <= KEPT_MAX ? count - 1 : chance.nextLong(count);
        if (place < KEPT_MAX) {
            keep((int) place, value);
        }
    }

    long count() {
        return count;
    }

    double sum() {
        return sum;
    }

    double least() {
        return least;
    }

    double most() {
        return most;
    }

    /** The sampled values. */
    double[] kept() {
        return Arrays.copyOf(kept, (int) Math.min(count, KEPT_MAX));
    }

    private void keep(int place, double value) {
        if (place == kept.length) {
            kept = Arrays.copyOf(kept, Math.min(KEPT_MAX, 2 * kept.length));
        }
        kept[place] = value;
    }
}
