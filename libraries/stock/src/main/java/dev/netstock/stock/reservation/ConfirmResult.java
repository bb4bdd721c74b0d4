package dev.netstock.stock.reservation;

import java.util.List;

/** The result of a confirmation. */
public sealed interface ConfirmResult {
    /** The reservation is confirmed, now or before. */
    record Confirmed(Reservation reservation) implements ConfirmResult {}

    record UnknownOrder() implements ConfirmResult {}

    /** The reservation was released: its units are available again. */
    record ReservationClosed(ReservationState state) implements ConfirmResult {}

    /** The reservation had expired and its units are sold: the caller must refund the payment. */
    record InsufficientStock(List<Shortage> shortages) implements ConfirmResult {}

    /**
     * The reservation had expired and its customer holds other units since, up to the limit: the
     * caller must refund the payment.
     */
    record LimitExceeded(List<LimitExcess> limits) implements ConfirmResult {
        public LimitExceeded {
            limits = List.copyOf(limits);
        }
    }
}
