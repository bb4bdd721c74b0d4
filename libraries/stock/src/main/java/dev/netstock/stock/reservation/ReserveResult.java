package dev.netstock.stock.reservation;

import dev.netstock.stock.Sku;

import java.util.List;

/** What came of {@link ReserveCommand}. */
public sealed interface ReserveResult {
    /** All lines are taken, by this very call. */
    record Reserved(Reservation reservation) implements ReserveResult {}

    /** The same request was here before, and the reservation stands: reserved or confirmed. */
    record AlreadyReserved(Reservation reservation) implements ReserveResult {}

    /** Nothing is taken: these lines are short. */
    record InsufficientStock(List<Shortage> shortages) implements ReserveResult {}

    /** Nothing is taken: nobody sells these SKUs. */
    record UnknownSkus(List<Sku> skus) implements ReserveResult {}

    /** Nothing is changed: the order id stands for other contents. */
    record OrderIdReused() implements ReserveResult {}

    /** Nothing is changed: the reservation has ended (released, expired or cancelled). */
    record ReservationClosed(ReservationState state) implements ReserveResult {}
}
