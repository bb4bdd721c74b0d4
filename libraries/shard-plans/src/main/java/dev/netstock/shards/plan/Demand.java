package dev.netstock.shards.plan;

/**
 * How much is written to the items of a SKU at a location.
 *
 * @param writesPerSecond to all of them together, as far as is known
 * @param isMeasured whether that is all there was, and not only what was told of hot items
 * @param hottest writes per second to the one that has most, of those that were told of
 * @param isThrottled whether writes were refused for their rate
 * @param available units that can be promised, of all items together
 */
public record Demand(
        long writesPerSecond,
        boolean isMeasured,
        long hottest,
        boolean isThrottled,
        long available) {
    /** Past this an item may be asked for more than it bears: what it got no longer tells. */
    private static final long SATURATED = 700;

    /** Whether more may be wanted than the numbers say. */
    public boolean isBeyondMeasure() {
        return isThrottled || hottest >= SATURATED;
    }
}
