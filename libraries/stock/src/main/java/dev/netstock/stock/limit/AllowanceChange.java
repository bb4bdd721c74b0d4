package dev.netstock.stock.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a step of an order did to an allowance. The step's row contains it, and one transaction
 * writes both.
 *
 * @param key the allowance
 * @param units units that the order holds from now on; negative if it gave units back
 * @param max units that the customer may hold, under which the order was reserved
 * @param until when the limit ends; empty if it stays
 * @param isLast whether the order holds no unit of the allowance afterwards
 */
public record AllowanceChange(
        AllowanceKey key, long units, long max, Optional<Instant> until, boolean isLast) {
    /**
     * How long an allowance is kept after its window, or after its last change if that is later: as
     * long as the rows of its orders. An order that can be cancelled is therefore counted, and one
     * that is not counted cannot give units back that another order holds.
     */
    public static final Duration RETENTION = Duration.ofDays(400);

    /** The units that the customer may hold before this change takes units. */
    public long heldMax() {
        return max - units;
    }

    /** When the allowance is deleted, if this change is its last one. */
    public Instant retireAt(Instant now) {
        return until.filter(now::isBefore).orElse(now).plus(RETENTION);
    }
}
