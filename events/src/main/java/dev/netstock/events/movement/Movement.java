package dev.netstock.events.movement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Goods that arrived, left, or were counted. Source, ID and business date together identify a
 * movement: a second report with the same three is a duplicate. Immutable.
 *
 * @param source the system that reported it, {@code /pos/shinjuku}
 * @param movementId its ID at the source, for example receipt number and line
 * @param units 1 or more; for an adjustment or transfer, the signed change of the units on hand,
 *     not 0
 * @param occurredAt when it happened
 * @param businessDate the business date that it belongs to
 * @param orderId the shipped order: always present for a shipment, and for a sale if it records the
 *     shipment of an order
 * @param reason why, and who said so; the API requires it for an adjustment
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
        Optional<String> orderId,
        Optional<MovementReason> reason) {
    /** A movement without a reason. */
    public Movement(
            String source,
            String movementId,
            MovementKind kind,
            String sku,
            String location,
            long units,
            Instant occurredAt,
            LocalDate businessDate,
            Optional<String> orderId) {
        this(
                source,
                movementId,
                kind,
                sku,
                location,
                units,
                occurredAt,
                businessDate,
                orderId,
                Optional.empty());
    }

    /** The identity of a movement. */
    public record Name(String source, String movementId, LocalDate businessDate) {}

    /** Its identity. */
    public Name name() {
        return new Name(source, movementId, businessDate);
    }

    /**
     * Whether another report of the same movement has the same contents. The time may differ, since
     * a source may report it with less precision the second time; and so may the reason, which
     * changes no number.
     */
    public boolean agreesWith(Movement other) {
        return kind == other.kind
                && sku.equals(other.sku)
                && location.equals(other.location)
                && units == other.units
                && orderId.equals(other.orderId);
    }

    /** The same movement; its reason, if it has one, was given by a person or a client. */
    public Movement recordedBy(String who) {
        return with(reason.map(it -> it.by(who)));
    }

    /** The same movement; its reason, if it has one, was approved by a second person or client. */
    public Movement approvedBy(String who) {
        return with(reason.map(it -> it.approvedBy(who)));
    }

    /** The same movement without the names of those who recorded and approved it. */
    public Movement anonymous() {
        return with(reason.map(MovementReason::anonymous));
    }

    private Movement with(Optional<MovementReason> other) {
        return new Movement(
                source,
                movementId,
                kind,
                sku,
                location,
                units,
                occurredAt,
                businessDate,
                orderId,
                other);
    }

    /** The signed change of the units on hand. */
    public long signedUnits() {
        return kind.signed(units);
    }
}
