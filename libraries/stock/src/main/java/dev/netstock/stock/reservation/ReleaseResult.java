package dev.netstock.stock.reservation;

/** What came of a release. */
public sealed interface ReleaseResult {
    /** The units are back, now or before: the reservation is released or expired. */
    record Released(Reservation reservation) implements ReleaseResult {}

    record UnknownOrder() implements ReleaseResult {}

    /** The payment has succeeded: cancel instead. */
    record AlreadyConfirmed() implements ReleaseResult {}
}
