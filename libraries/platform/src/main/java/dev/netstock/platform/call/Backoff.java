package dev.netstock.platform.call;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter: each wait is drawn from zero to a ceiling that doubles.
 * Thread-safe if the random generator is.
 *
 * @param initial the initial ceiling
 * @param max the maximum ceiling
 * @param random the source of the jitter
 * @see <a
 *     href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
 *     Backoff And Jitter</a>
 */
public record Backoff(Duration initial, Duration max, RandomGenerator random) {
    private static final int DOUBLINGS_MAX = 20;

    /**
     * 10 ms to 200 ms: a transaction locks an item for a few milliseconds, and a throttled
     * partition recovers within a second.
     */
    public static Backoff standard(RandomGenerator random) {
        return new Backoff(Duration.ofMillis(10), Duration.ofMillis(200), random);
    }

    /** Up to 10 ms: for rare requests that compete with many others for the same item. */
    public static Backoff aggressive(RandomGenerator random) {
        return new Backoff(Duration.ofMillis(5), Duration.ofMillis(10), random);
    }

    /** The wait before the next attempt, after 1 or more failures. */
    public Duration after(int failures) {
        long ceiling = initial.toNanos() << Math.min(failures - 1, DOUBLINGS_MAX);
        return Duration.ofNanos(random.nextLong(Math.min(ceiling, max.toNanos()) + 1));
    }
}
