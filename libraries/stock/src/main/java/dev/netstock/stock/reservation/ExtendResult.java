package dev.netstock.stock.reservation;

import java.time.Duration;

/** The result of an {@link ExtendCommand}. */
public sealed interface ExtendResult {
    /** This call changed the end of the hold. */
    record Extended(Reservation reservation) implements ExtendResult {}

    /** Nothing is changed: the hold ends then already, or later. */
    record Unchanged(Reservation reservation) implements ExtendResult {}

    record UnknownOrder() implements ExtendResult {}

    /** Nothing is changed: the reservation is confirmed, so its units are held anyway. */
    record AlreadyConfirmed() implements ExtendResult {}

    /** Nothing is changed: the reservation has ended. */
    record ReservationClosed(ReservationState state) implements ExtendResult {}

    /**
     * Nothing is changed: the channel allows no hold as long as that.
     *
     * @param longest the longest hold that it allows from now on; zero if there is none
     */
    record HoldTooLong(Duration longest) implements ExtendResult {}

    /** Nothing is changed: the hold was extended as often as it may be. */
    record TooManyExtensions() implements ExtendResult {}
}
