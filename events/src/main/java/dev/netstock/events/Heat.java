package dev.netstock.events;

import java.time.Instant;

/**
 * An item is close to the write rate of one DynamoDB item, or above it.
 *
 * @param shard the shard of the SKU; 0 for the first one
 * @param writesPerSecond the rate of changes, calculated from the item's versions; 0 if only
 *     throttles were observed
 * @param throttled the number of throttled writes; 0 if only changes were observed
 * @param at when this was observed
 */
public record Heat(
        String sku, String location, int shard, long writesPerSecond, long throttled, Instant at) {
    /** Heat observed as a rate of changes. */
    public static Heat ofChanges(
            String sku, String location, int shard, long writesPerSecond, Instant at) {
        return new Heat(sku, location, shard, writesPerSecond, 0, at);
    }

    /** Heat observed as throttled writes. */
    public static Heat ofThrottles(
            String sku, String location, int shard, long throttled, Instant at) {
        return new Heat(sku, location, shard, 0, throttled, at);
    }
}
