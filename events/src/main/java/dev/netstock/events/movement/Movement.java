package dev.netstock.events.movement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Goods that came, went, or were counted. Source, id and business date together name it: what is
 * told again under the same three is the same movement. Immutable.
 *
 * @param source who tells of it, {@code /pos/shinjuku}
 * @param movementId its number at the source, the slip's and line's for instance
 * @param kind what kind of movement it is
 * @param sku the product
 * @param location the place
 * @param units 1 or more; of an adjustment or transfer signed as it changes what is on hand, and
 *     not 0
 * @param occurredAt when it happened
 * @param businessDate the day of the books that it belongs to
 * @param orderId the order that was shipped, of a shipment always; of a sale, where it is one
 */
public record Movement(
        String source,
        String movementId,
        MovementKind kind,
        String sku,
        String location,
        long units,
        Instant occurredAt,
        LocalDate businessDate,
        Optional<String> orderId) {

    /** What names a movement. */
    public record Name(String source, String movementId, LocalDate businessDate) {}

    /** What names it. */
    public Name name() {
        return new Name(source, movementId, businessDate);
    }

    /**
     * Whether another one under the same name says the same. The time may differ: a source may
     * report it more coarsely the second time.
     */
    public boolean agreesWith(Movement other) {
        return kind == other.kind
                && sku.equals(other.sku)
                && location.equals(other.location)
                && units == other.units
                && orderId.equals(other.orderId);
    }

    /** The units as they change what is on hand. */
    public long signedUnits() {
        return kind.signed(units);
    }
}
