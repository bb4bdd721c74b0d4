package dev.netstock.bench.physics.dynamodb;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A log-normal duration, given by its median and its 99th percentile.
 *
 * @param median the median
 * @param p99 the 99th percentile; equal to the median for a constant time
 */
public record Latency(Duration median, Duration p99) {
    /** The 99th percentile of the standard normal distribution. */
    private static final double Z_99 = 2.3263478740408408;

    public Latency {
        if (median.isNegative() || p99.compareTo(median) < 0) {
            throw new IllegalArgumentException("A latency's tail is not before its middle");
        }
    }

    /** A duration with a tail. */
    public static Latency ofMillis(double median, double p99) {
        return new Latency(nanos(median), nanos(p99));
    }

    /** A constant duration. */
    public static Latency constantMillis(double millis) {
        return ofMillis(millis, millis);
    }

    /** Draws one duration, in nanoseconds. */
    public long draw(RandomGenerator random) {
        if (median.equals(p99)) {
            return median.toNanos();
        }
        double sigma = StrictMath.log((double) p99.toNanos() / median.toNanos()) / Z_99;
        return (long) (median.toNanos() * StrictMath.exp(sigma * random.nextGaussian()));
    }

    private static Duration nanos(double millis) {
        return Duration.ofNanos(Math.round(millis * 1_000_000));
    }
}
