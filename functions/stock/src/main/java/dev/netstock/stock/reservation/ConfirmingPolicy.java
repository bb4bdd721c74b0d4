package dev.netstock.stock.reservation;

import dev.netstock.stock.delta.Change;
import dev.netstock.stock.reservation.ConfirmResult.Confirmed;
import dev.netstock.stock.reservation.ConfirmResult.ReservationClosed;
import dev.netstock.stock.reservation.ConfirmResult.UnknownOrder;
import dev.netstock.stock.reservation.Decision.Answer;
import dev.netstock.stock.reservation.Decision.Take;
import dev.netstock.stock.reservation.Decision.Write;

import java.util.List;
import java.util.Optional;

/** A payment that succeeded confirms what is reserved, and takes anew what had expired. */
final class ConfirmingPolicy {
    private ConfirmingPolicy() {}

    static Decision<ConfirmResult> decide(Optional<Reservation> state) {
        return state.map(ConfirmingPolicy::decide)
                .orElseGet(() -> new Answer<>(new UnknownOrder()));
    }

    private static Decision<ConfirmResult> decide(Reservation reservation) {
        return switch (reservation.state()) {
            case RESERVED -> new Write<>(new Change.Confirmed(List.of()), Confirmed::new);
            case CONFIRMED, CANCELLED -> new Answer<>(new Confirmed(reservation));
            case RELEASED -> new Answer<>(new ReservationClosed(reservation.state()));
            case EXPIRED -> new Take<>(unitsOf(reservation));
        };
    }

    private static List<ItemUnits> unitsOf(Reservation reservation) {
        return reservation.items().stream()
                .map(held -> new ItemUnits(held.item(), held.ordered()))
                .toList();
    }
}
