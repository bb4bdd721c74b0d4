package dev.netstock.stock.reservation;

/** The result of an expiry. */
public sealed interface ExpireResult {
    /** This call gave the units back. */
    record Expired(Reservation reservation) implements ExpireResult {}

    /** Nothing is changed: the hold is not over. */
    record NotYet(Reservation reservation) implements ExpireResult {}

    /** Nothing is changed: the reservation is confirmed or has ended. */
    record AlreadyEnded(Reservation reservation) implements ExpireResult {}

    record UnknownOrder() implements ExpireResult {}
}
