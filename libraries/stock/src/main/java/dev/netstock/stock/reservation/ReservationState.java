package dev.netstock.stock.reservation;

/**
 * {@code RESERVED → CONFIRMED → CANCELLED}, or {@code RESERVED → RELEASED}, or {@code RESERVED →
 * EXPIRED}.
 */
public enum ReservationState {
    /** Units are held until the payment succeeds or fails. */
    RESERVED,
    /** The payment succeeded; the units that were not cancelled since belong to the customer. */
    CONFIRMED,
    /** The payment failed or the cart was abandoned: all unshipped units were given back. */
    RELEASED,
    /**
     * The hold was over: all unshipped units were given back. A late confirmation can take them
     * again.
     */
    EXPIRED,
    /** The order was confirmed, and every unit was cancelled since: none had shipped. */
    CANCELLED
}
