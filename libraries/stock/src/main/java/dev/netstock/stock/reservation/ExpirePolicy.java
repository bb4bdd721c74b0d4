package dev.netstock.stock.reservation;

import dev.netstock.stock.delta.Change;
import dev.netstock.stock.reservation.Decision.Answer;
import dev.netstock.stock.reservation.Decision.Write;
import dev.netstock.stock.reservation.ExpireResult.AlreadyEnded;
import dev.netstock.stock.reservation.ExpireResult.Expired;
import dev.netstock.stock.reservation.ExpireResult.NotYet;
import dev.netstock.stock.reservation.ExpireResult.UnknownOrder;

import java.time.Instant;
import java.util.Optional;

/** A reservation whose hold is over gives back its unshipped units, once. */
final class ExpirePolicy {
    private ExpirePolicy() {}

    static Decision<ExpireResult> decide(Optional<Reservation> state, Instant now) {
        return state.map(reservation -> decide(reservation, now))
                .orElseGet(() -> new Answer<>(new UnknownOrder()));
    }

    private static Decision<ExpireResult> decide(Reservation reservation, Instant now) {
        return switch (reservation.state()) {
            case RESERVED ->
                    now.isBefore(reservation.expiresAt())
                            ? new Answer<>(new NotYet(reservation))
                            : new Write<>(
                                    new Change.Expired(reservation.giveBackLines()), Expired::new);
            case CONFIRMED, RELEASED, EXPIRED, CANCELLED ->
                    new Answer<>(new AlreadyEnded(reservation));
        };
    }
}
