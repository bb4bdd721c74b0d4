package dev.netstock.stock.reservation;

import dev.netstock.stock.reservation.ReserveResult.AlreadyReserved;
import dev.netstock.stock.reservation.ReserveResult.OrderIdReused;
import dev.netstock.stock.reservation.ReserveResult.ReservationClosed;

import java.util.Optional;

/** Answers a reserve request that the order's rows already answer. */
final class ReservePolicy {
    private ReservePolicy() {}

    /** The answer, if there is a reservation under this id; empty if the request is new. */
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
