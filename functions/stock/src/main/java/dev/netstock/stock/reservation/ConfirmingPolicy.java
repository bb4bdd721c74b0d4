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
            case EXPIRED -> afterExpiry(reservation);
        };
    }

    /** Units that had left when it expired never went back: they are the order's still. */
    private static Decision<ConfirmResult> afterExpiry(Reservation reservation) {
        List<ItemUnits> gone =
                Evolution.givenBackByExpiry(reservation).entrySet().stream()
                        .map(item -> new ItemUnits(item.getKey(), item.getValue()))
                        .toList();
        return gone.isEmpty()
                ? new Write<>(new Change.Confirmed(List.of()), Confirmed::new)
                : new Take<>(gone);
    }
}
