package dev.netstock.ledger.reconcile.judging;

import java.time.Instant;

/**
 * An item as a strongly consistent read found it.
 *
 * @param beganAt before the read began
 * @param endedAt after it had ended
 * @param available as the item has it
 * @param reserved as the item has it
 * @param version the item's, +1 at each change
 */
public record Look(Instant beganAt, Instant endedAt, long available, long reserved, long version) {
    /** Whether the item stood still from the one to the other, as far as both can tell. */
    boolean isSameAs(Look other) {
        return version == other.version
                && reserved == other.reserved
                && available == other.available;
    }
}
