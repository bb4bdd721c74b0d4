package dev.netstock.stock.reservation;

/** The result of recording shipped units. */
public sealed interface ShipResult {
    /** This call recorded the shipped units. */
    record Shipped(Reservation reservation) implements ShipResult {}

    /** Nothing is changed: the units were recorded before. */
    record AlreadyKnown(Reservation reservation) implements ShipResult {}

    /** Nothing is changed: the order id is unknown. */
    record UnknownOrder() implements ShipResult {}
}
