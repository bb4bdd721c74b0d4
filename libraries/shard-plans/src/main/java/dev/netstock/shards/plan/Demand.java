package dev.netstock.shards.plan;

/**
 * How often orders write to the items of a SKU at a location.
 *
 * @param writesPerSecond to all of them together, as far as known
 * @param isMeasured whether the rate covers all writes, not only those of the items reported as hot
 * @param hottest writes per second to the hottest of the reported items
 * @param isThrottled whether DynamoDB throttled writes
 * @param available units that can be promised, of all items together
 */
public record Demand(
        long writesPerSecond,
        boolean isMeasured,
        long hottest,
        boolean isThrottled,
        long available) {
    /**
     * Above this rate, an item may be asked for more than it can serve, so its rate no longer shows
     * the demand.
     */
    private static final long SATURATION = 700;

    /** Whether the real demand may exceed the measured one. */
    public boolean isSaturated() {
        return isThrottled || hottest >= SATURATION;
    }
}
