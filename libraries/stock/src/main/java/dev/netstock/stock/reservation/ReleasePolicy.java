package dev.netstock.stock.reservation;

import dev.netstock.stock.delta.Change;
import dev.netstock.stock.reservation.Decision.Answer;
import dev.netstock.stock.reservation.Decision.Write;
import dev.netstock.stock.reservation.ReleaseResult.AlreadyConfirmed;
import dev.netstock.stock.reservation.ReleaseResult.Released;
import dev.netstock.stock.reservation.ReleaseResult.UnknownOrder;

import java.util.Optional;

/** A failed payment gives back the unshipped units of a reservation, once. */
final class ReleasePolicy {
    private ReleasePolicy() {}

    static Decision<ReleaseResult> decide(Optional<Reservation> state) {
        return state.map(ReleasePolicy::decide).orElseGet(() -> new Answer<>(new UnknownOrder()));
    }

    private static Decision<ReleaseResult> decide(Reservation reservation) {
        return switch (reservation.state()) {
            case RESERVED ->
                    new Write<>(new Change.Released(reservation.giveBackLines()), Released::new);
            case RELEASED, EXPIRED -> new Answer<>(new Released(reservation));
            case CONFIRMED, CANCELLED -> new Answer<>(new AlreadyConfirmed());
        };
    }
}
