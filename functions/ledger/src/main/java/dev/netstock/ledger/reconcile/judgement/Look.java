package dev.netstock.ledger.reconcile.judgement;

import java.time.Instant;

/**
 * A strongly consistent read of an item.
 *
 * @param startedAt before the read started
 * @param endedAt after it ended
 * @param available of the item
 * @param reserved of the item
 * @param version of the item, +1 at each change
 */
public record Look(
        Instant startedAt, Instant endedAt, long available, long reserved, long version) {
    /** Whether the item seems unchanged between the two looks. */
    boolean isSameAs(Look other) {
        return version == other.version
                && reserved == other.reserved
                && available == other.available;
    }
}
