package dev.netstock.stock.reservation;

import java.util.List;

/** What came of a confirmation. */
public sealed interface ConfirmResult {
    /** The reservation is confirmed, now or before. */
    record Confirmed(Reservation reservation) implements ConfirmResult {}

    record UnknownOrder() implements ConfirmResult {}

    /** The reservation was released: its units are back on the shelf. */
    record ReservationClosed(ReservationState state) implements ConfirmResult {}

    /** The reservation had expired, and its units are gone: the caller refunds. */
    record InsufficientStock(List<Shortage> shortages) implements ConfirmResult {}
}
