package dev.netstock.stock.reservation;

import dev.netstock.stock.reservation.ReserveResult.AlreadyReserved;
import dev.netstock.stock.reservation.ReserveResult.OrderIdReused;
import dev.netstock.stock.reservation.ReserveResult.ReservationClosed;

import java.util.Optional;

/** Whether a reserve request is new, or what the order's rows answer to it. */
final class ReservePolicy {
    private ReservePolicy() {}

    /** The answer that the order's state holds; empty if nothing is promised under this id yet. */
    static Optional<ReserveResult> answer(Optional<Reservation> state, String contents) {
        return state.map(reservation -> answer(reservation, contents));
    }

    private static ReserveResult answer(Reservation reservation, String contents) {
        if (!reservation.contents().equals(contents)) {
            return new OrderIdReused();
        }
        return switch (reservation.state()) {
            case RESERVED, CONFIRMED -> new AlreadyReserved(reservation);
            case RELEASED, EXPIRED, CANCELLED -> new ReservationClosed(reservation.state());
        };
    }
}
