package dev.netstock.shards.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * How often the items of a SKU at a location were ever written to, at a moment. Each write adds 1
 * to an item's version, so the sum of the versions is a meter: two readings of it tell the rate,
 * whoever did the writing, and whatever was missed in between.
 *
 * @param writes the sum of the items' versions
 * @param at when it was read
 */
public record WriteCount(long writes, Instant at) {
    /** A shorter time says little: writes come in bursts. */
    private static final Duration SPAN_MIN = Duration.ofSeconds(1);

    /** Writes per second since an earlier sighting; empty if that was just now. */
    public OptionalLong perSecondSince(WriteCount earlier) {
        Duration span = Duration.between(earlier.at, at);
        return span.compareTo(SPAN_MIN) < 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, writes - earlier.writes) * 1_000 / span.toMillis());
    }
}
