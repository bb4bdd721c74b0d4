package dev.netstock.malls.sync;

import dev.netstock.malls.port.Rate;

import java.time.Duration;
import java.time.Instant;

/** The requests that a mall still accepts. */
public record TokenBucket(double tokens, Instant at) {
    TokenBucket filled(Rate rate, Instant now) {
        double gained = Math.max(0, Duration.between(at, now).toNanos() / 1e9 * rate.perSecond());
        return new TokenBucket(Math.min(rate.burst(), tokens + gained), now);
    }

    boolean hasOne() {
        return tokens >= 1;
    }

    TokenBucket take() {
        return new TokenBucket(tokens - 1, at);
    }

    /** What is stored while a worker may use all whole tokens: if it dies, they are gone. */
    TokenBucket reserved() {
        return new TokenBucket(tokens - Math.floor(tokens), at);
    }
}
