package dev.netstock.bench.physics.dynamodb;

import java.util.random.RandomGenerator;

/**
 * A log-normal duration.
 *
 * @param medianNanos the median, in nanoseconds
 * @param sigma the standard deviation of its logarithm; 0 for a constant time
 */
public record Latency(long medianNanos, double sigma) {
    /** The 99th percentile of the standard normal distribution. */
    private static final double Z_99 = 2.3263478740408408;

    /** A duration with a tail, given by its median and its 99th percentile. */
    public static Latency ofMillis(double median, double p99) {
        if (median < 0 || p99 < median) {
            throw new IllegalArgumentException("A latency's tail is not before its middle");
        }
        return new Latency(
                nanos(median),
                p99 == median ? 0 : StrictMath.log((double) nanos(p99) / nanos(median)) / Z_99);
    }

    /** A constant duration. */
    public static Latency constantMillis(double millis) {
        return ofMillis(millis, millis);
    }

    /** Draws one duration, in nanoseconds. */
    public long draw(RandomGenerator random) {
        return sigma == 0
                ? medianNanos
                : (long) (medianNanos * StrictMath.exp(sigma * random.nextGaussian()));
    }

    private static long nanos(double millis) {
        return Math.round(millis * 1_000_000);
    }
}
