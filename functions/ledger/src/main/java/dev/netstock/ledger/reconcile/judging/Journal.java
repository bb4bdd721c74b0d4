package dev.netstock.ledger.reconcile.judging;

import java.time.Instant;
import java.util.List;

/**
 * What the deltas say of an item.
 *
 * @param before units reserved by all deltas that are so old that every look saw them
 * @param takes newer takes that a claim names
 * @param undoneTakes newer takes that no claim named, and that went back
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
     * @param version the item's, after it: a look saw it if it saw this version or a later one
     * @param units 1 or more
     */
    public record Take(long version, long units) {}

    /**
     * A take that went back.
     *
     * @param version the item's after the take
     * @param units 1 or more
     * @param undoneAt when it was to go back, by the clock of who did it
     */
    public record UndoneTake(long version, long units, Instant undoneAt) {}

    /**
     * Units that an order gave back. No version tells whether a look saw them, only the time does.
     *
     * @param units 1 or more
     * @param at when, by the clock of who did it
     */
    public record GiveBack(long units, Instant at) {}
}
