package dev.netstock.stock.reservation;

import dev.netstock.stock.OrderId;

import java.time.Duration;

/**
 * Lets the hold of a reservation end at another time.
 *
 * @param orderId the order
 * @param hold how long the units are held from now on, from 10 s to 14 days
 * @param mayShorten whether the hold may also end earlier than it would; otherwise a hold that
 *     already lasts longer stays as it is
 */
public record ExtendCommand(OrderId orderId, Duration hold, boolean mayShorten) {
    public ExtendCommand {
        if (hold.compareTo(ReserveCommand.HOLD_MIN) < 0
                || hold.compareTo(ReserveCommand.HOLD_MAX) > 0) {
            throw new IllegalArgumentException("A hold is from 10 s to 14 days");
        }
    }
}
