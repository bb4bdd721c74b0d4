package dev.netstock.stock.reservation;

/** What came of an expiry. */
public sealed interface ExpireResult {
    /** The units are back by this very call. */
    record Expired(Reservation reservation) implements ExpireResult {}

    /** The hold still runs: nothing is changed. */
    record NotYet(Reservation reservation) implements ExpireResult {}

    /** The reservation had ended before, in whatever way: nothing is changed. */
    record AlreadyEnded(Reservation reservation) implements ExpireResult {}

    record UnknownOrder() implements ExpireResult {}
}
