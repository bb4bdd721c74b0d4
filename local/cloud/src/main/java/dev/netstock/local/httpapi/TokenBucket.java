package dev.netstock.local.httpapi;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Allows a burst, and a rate on average. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html">Throttling</a>
 */
final class TokenBucket {
    private final ThrottleDefinition limit;
    private final InstantSource clock;
    private double tokens;
    private Instant filledAt;

    TokenBucket(ThrottleDefinition limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
        this.tokens = limit.burst();
        this.filledAt = clock.instant();
    }

    /** Takes a token if one is available. */
    synchronized boolean take() {
        Instant now = clock.instant();
        double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
        tokens = Math.min(limit.burst(), tokens + Math.max(0, seconds) * limit.ratePerSecond());
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
