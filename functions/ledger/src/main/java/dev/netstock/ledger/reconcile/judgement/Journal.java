package dev.netstock.ledger.reconcile.judgement;

import java.time.Instant;
import java.util.List;

/**
 * The deltas of an item.
 *
 * @param before units reserved by all deltas that are so old that every look saw them
 * @param takes newer takes that an order claimed
 * @param undoneTakes newer takes that were never claimed, and were undone
 * @param givenBack newer units that orders gave back
 */
public record Journal(
        long before, List<Take> takes, List<UndoneTake> undoneTakes, List<GiveBack> givenBack) {
    public Journal {
        takes = List.copyOf(takes);
        undoneTakes = List.copyOf(undoneTakes);
        givenBack = List.copyOf(givenBack);
    }

    /**
     * A take.
     *
     * @param version the item's version after the take; looks at this or a later version saw it
     * @param units 1 or more
     */
    public record Take(long version, long units) {}

    /**
     * A take that was undone.
     *
     * @param version the item's version after the take
     * @param units 1 or more
     * @param undoneAt when it was undone, by the writer's clock
     */
    public record UndoneTake(long version, long units, Instant undoneAt) {}

    /**
     * Units that an order gave back. They have no version; only the time shows whether a look saw
     * them.
     *
     * @param units 1 or more
     * @param at when, by the writer's clock
     */
    public record GiveBack(long units, Instant at) {}
}
