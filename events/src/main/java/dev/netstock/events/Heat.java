package dev.netstock.events;

import java.time.Instant;

/**
 * An item is written to nearly as fast as it bears, or faster.
 *
 * @param sku the product
 * @param location the place
 * @param shard which item of it; 0 for the first
 * @param writesPerSecond how fast it changed, as its versions tell; 0 where only throttles were
 *     seen
 * @param throttled how many writes were refused for their rate; 0 where only changes were seen
 * @param at when it was so
 */
public record Heat(
        String sku, String location, int shard, long writesPerSecond, long throttled, Instant at) {
    /** So often the item changed. */
    public static Heat ofChanges(
            String sku, String location, int shard, long writesPerSecond, Instant at) {
        return new Heat(sku, location, shard, writesPerSecond, 0, at);
    }

    /** So many writes were refused for their rate. */
    public static Heat ofThrottles(
            String sku, String location, int shard, long throttled, Instant at) {
        return new Heat(sku, location, shard, 0, throttled, at);
    }
}
