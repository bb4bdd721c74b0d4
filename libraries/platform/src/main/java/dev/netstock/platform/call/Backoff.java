package dev.netstock.platform.call;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter: each wait is drawn from zero to a ceiling that doubles.
 * Thread-safe if the random generator is.
 *
 * @param first the first ceiling
 * @param most the highest ceiling
 * @param random where the jitter comes from
 * @see <a
 *     href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
 *     Backoff And Jitter</a>
 */
public record Backoff(Duration first, Duration most, RandomGenerator random) {
    private static final int DOUBLINGS_MAX = 20;

    /**
     * 10 ms to 200 ms: a transaction holds an item for a few ms, and a throttled partition refills
     * within the second.
     */
    public static Backoff standard(RandomGenerator random) {
        return new Backoff(Duration.ofMillis(10), Duration.ofMillis(200), random);
    }

    /**
     * Up to 10 ms: for the few who spread a hot SKU, and compete with all its orders for its first
     * item.
     */
    public static Backoff insistent(RandomGenerator random) {
        return new Backoff(Duration.ofMillis(5), Duration.ofMillis(10), random);
    }

    /** The wait before the try after {@code failures} failures, 1 or more. */
    public Duration after(int failures) {
        long ceiling = first.toNanos() << Math.min(failures - 1, DOUBLINGS_MAX);
        return Duration.ofNanos(random.nextLong(Math.min(ceiling, most.toNanos()) + 1));
    }
}
