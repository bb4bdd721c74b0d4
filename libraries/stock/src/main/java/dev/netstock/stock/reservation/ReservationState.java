package dev.netstock.stock.reservation;

/**
 * {@code RESERVED → CONFIRMED → CANCELLED}, or {@code RESERVED → RELEASED}, or {@code RESERVED →
 * EXPIRED}.
 */
public enum ReservationState {
    /** Units are held, and wait for the payment. */
    RESERVED,
    /** The payment succeeded; what was not cancelled since is the customer's. */
    CONFIRMED,
    /** The payment failed or the cart was given up: all units that had not left went back. */
    RELEASED,
    /**
     * Nobody confirmed in time: all units that had not left went back. A late confirmation may take
     * them again.
     */
    EXPIRED,
    /** Confirmed once, and every unit was cancelled since: none had left. */
    CANCELLED
}
