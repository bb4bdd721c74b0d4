package dev.netstock.local.malls.protocol;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Token buckets, one for each operation. Guarded by the lock of the shop. */
public final class Rates {
    /**
     * A rate with its burst.
     *
     * @param perSecond tokens that come back in a second
     * @param burst tokens at most
     */
    public record Rate(double perSecond, double burst) {
        /** Whole requests per second, without a burst beyond that. */
        public static Rate perSecond(int requests) {
            return new Rate(requests, requests);
        }
    }

    private record Bucket(double tokens, Instant filledAt) {}

    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new HashMap<>();

    public Rates(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes one token if it is there. */
    public boolean take(String operation, Rate rate) {
        return take(operation, rate, 1);
    }

    /** Takes tokens if they are there. */
    public boolean take(String operation, Rate rate, double tokens) {
        double available = available(operation, rate);
        boolean isAvailable = available >= tokens;
        buckets.put(
                operation,
                new Bucket(isAvailable ? available - tokens : available, clock.instant()));
        return isAvailable;
    }

    /** The tokens that are there. */
    public double available(String operation, Rate rate) {
        Instant now = clock.instant();
        Bucket bucket = buckets.getOrDefault(operation, new Bucket(rate.burst(), now));
        double seconds = Duration.between(bucket.filledAt(), now).toNanos() / 1e9;
        return Math.min(rate.burst(), bucket.tokens() + Math.max(0, seconds) * rate.perSecond());
    }
}
