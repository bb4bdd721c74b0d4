package dev.netstock.events;

import java.util.List;

/**
 * The takes of a batch of the table's stream, for the sweep: a minute later each must be named by a
 * claim.
 *
 * @param takes in the order of the stream
 */
public record TakesMessage(List<TakeMade> takes) {
    /** A message with more is none of ours. */
    public static final int TAKES_MAX = 10_000;

    public TakesMessage {
        takes = List.copyOf(takes);
    }

    /**
     * One take.
     *
     * @param sku the product
     * @param location the place
     * @param shard which item of a SKU whose units are spread; 0 for the first
     * @param version the item's version after the take
     * @param orderId on behalf of which order
     * @param step at which step of the order its claim would stand
     * @param units how many, 1 or more
     */
    public record TakeMade(
            String sku,
            String location,
            int shard,
            long version,
            String orderId,
            int step,
            long units) {}
}
