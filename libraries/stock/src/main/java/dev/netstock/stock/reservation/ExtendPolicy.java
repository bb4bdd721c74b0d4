package dev.netstock.stock.reservation;

import dev.netstock.stock.Channel;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.reservation.Decision.Answer;
import dev.netstock.stock.reservation.Decision.Write;
import dev.netstock.stock.reservation.ExtendResult.AlreadyConfirmed;
import dev.netstock.stock.reservation.ExtendResult.Extended;
import dev.netstock.stock.reservation.ExtendResult.HoldTooLong;
import dev.netstock.stock.reservation.ExtendResult.ReservationClosed;
import dev.netstock.stock.reservation.ExtendResult.TooManyExtensions;
import dev.netstock.stock.reservation.ExtendResult.Unchanged;
import dev.netstock.stock.reservation.ExtendResult.UnknownOrder;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A hold that has not ended can end at another time. It may be over by the clock: while no expiry
 * is recorded, the order still holds its units.
 */
final class ExtendPolicy {
    /** Limits the steps of an order. A payment page extends its hold a few times. */
    static final int EXTENSIONS_MAX = 100;

    /** Ends that differ by less are the same. */
    private static final Duration PRECISION = Duration.ofSeconds(1);

    private ExtendPolicy() {}

    /**
     * @param longest the longest hold of a channel
     */
    static Decision<ExtendResult> decide(
            Optional<Reservation> state,
            ExtendCommand command,
            Function<Channel, Duration> longest,
            Instant now) {
        return state.map(
                        reservation ->
                                decide(
                                        reservation,
                                        command,
                                        longest.apply(reservation.channel()),
                                        now))
                .orElseGet(() -> new Answer<>(new UnknownOrder()));
    }

    private static Decision<ExtendResult> decide(
            Reservation reservation, ExtendCommand command, Duration longest, Instant now) {
        return switch (reservation.state()) {
            case RESERVED -> extend(reservation, command, longest, now);
            case CONFIRMED -> new Answer<>(new AlreadyConfirmed());
            case RELEASED, EXPIRED, CANCELLED ->
                    new Answer<>(new ReservationClosed(reservation.state()));
        };
    }

    private static Decision<ExtendResult> extend(
            Reservation reservation, ExtendCommand command, Duration longest, Instant now) {
        Instant end = now.plus(command.hold());
        Duration later = Duration.between(reservation.expiresAt(), end);
        boolean isSame =
                command.mayShorten()
                        ? later.abs().compareTo(PRECISION) < 0
                        : later.compareTo(PRECISION) < 0;
        if (isSame) {
            return new Answer<>(new Unchanged(reservation));
        }
        Duration allowed = allowed(reservation, longest, now);
        if (command.hold().compareTo(allowed) > 0) {
            return new Answer<>(new HoldTooLong(allowed));
        }
        long extensions =
                reservation.steps().stream()
                        .filter(step -> step.change() instanceof Change.Extended)
                        .count();
        return extensions < EXTENSIONS_MAX
                ? new Write<>(new Change.Extended(end), Extended::new)
                : new Answer<>(new TooManyExtensions());
    }

    /** No hold lasts longer than the longest one in total, however often it is extended. */
    private static Duration allowed(Reservation reservation, Duration longest, Instant now) {
        Duration inTotal =
                Duration.between(now, reservation.reservedAt().plus(ReserveCommand.HOLD_MAX));
        return Collections.max(List.of(Duration.ZERO, Collections.min(List.of(longest, inTotal))));
    }
}
