package dev.netstock.bench.physics.sale;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The execution environments of checkout: each serves one order at a time, and an order that finds
 * none free fails. Not thread-safe.
 *
 * <p>Which free environment Lambda chooses is not published. Here it is random, so most of them
 * serve the SKU.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html">Lambda
 *     function scaling</a>
 */
final class Environments {
    private final List<Environment> free = new ArrayList<>();
    private final RandomGenerator random;

    Environments(int count, Duration soldOutCache, RandomGenerator random) {
        this.random = random;
        for (int i = 0; i < count; i++) {
            free.add(new Environment(soldOutCache));
        }
    }

    /** Occupies a free environment; null if there is none. */
    @Nullable Environment enter() {
        if (free.isEmpty()) {
            return null;
        }
        int drawn = random.nextInt(free.size());
        Environment last = free.removeLast();
        return drawn == free.size() ? last : free.set(drawn, last);
    }

    void leave(Environment environment) {
        free.add(environment);
    }
}
