package dev.netstock.stock.reservation;

/** What came of recording what left of an order. */
public sealed interface ShipResult {
    /** The reservation knows all that left, by this very call. */
    record Shipped(Reservation reservation) implements ShipResult {}

    /** The reservation knew all of it before: nothing is changed. */
    record AlreadyKnown(Reservation reservation) implements ShipResult {}

    /** Nothing is changed: net stock never promised anything under this id. */
    record UnknownOrder() implements ShipResult {}
}
