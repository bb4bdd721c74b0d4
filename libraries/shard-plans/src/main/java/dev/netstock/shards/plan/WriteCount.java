package dev.netstock.shards.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * The total number of writes to the items of a SKU at a location, up to a moment. Each write adds 1
 * to an item's version, so the sum of the versions counts all writes. Two counts give the rate,
 * regardless of who wrote, and even if events were missed in between.
 *
 * @param writes the sum of the items' versions
 * @param at when it was counted
 */
public record WriteCount(long writes, Instant at) {
    /** A shorter time says little, because writes come in bursts. */
    private static final Duration SPAN_MIN = Duration.ofSeconds(1);

    /** Writes per second since an earlier count; empty if too little time has passed. */
    public OptionalLong perSecondSince(WriteCount earlier) {
        Duration span = Duration.between(earlier.at, at);
        return span.compareTo(SPAN_MIN) < 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, writes - earlier.writes) * 1_000 / span.toMillis());
    }
}
