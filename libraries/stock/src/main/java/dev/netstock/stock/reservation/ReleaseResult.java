package dev.netstock.stock.reservation;

/** The result of a release. */
public sealed interface ReleaseResult {
    /**
     * The units are given back, by this or an earlier call: the reservation is released or expired.
     */
    record Released(Reservation reservation) implements ReleaseResult {}

    record UnknownOrder() implements ReleaseResult {}

    /** The payment has succeeded: the order can be cancelled instead. */
    record AlreadyConfirmed() implements ReleaseResult {}
}
