package dev.netstock.events;

import java.util.List;

/**
 * The takes of a batch of the table stream, for the sweep. A minute later, a claim must name each
 * of them.
 *
 * @param takes the takes, in the order of the stream
 */
public record TakesMessage(List<TakeMade> takes) {
    /** A message with more takes is invalid. */
    public static final int TAKES_MAX = 10_000;

    public TakesMessage {
        takes = List.copyOf(takes);
    }

    /**
     * One take.
     *
     * @param shard the shard of a SKU whose units are spread over several items; 0 for the first
     *     one
     * @param version the version of the item after the take
     * @param orderId the order that took the units
     * @param step the step of the order that would claim the take
     * @param units the units taken, 1 or more
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
