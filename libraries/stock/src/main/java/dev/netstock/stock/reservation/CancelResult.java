package dev.netstock.stock.reservation;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.util.List;
import java.util.Optional;

/** The result of a {@link CancelCommand}. */
public sealed interface CancelResult {
    /** This call cancelled the units. */
    record Cancelled(Reservation reservation) implements CancelResult {}

    /** An earlier call made the same cancellation. */
    record AlreadyCancelled(Reservation reservation) implements CancelResult {}

    record UnknownOrder() implements CancelResult {}

    /** Only a confirmed order can be cancelled. */
    record NotConfirmed(ReservationState state) implements CancelResult {}

    /** Nothing is changed: these lines exceed what the order still holds. */
    record ExceedsOrder(List<Excess> lines) implements CancelResult {}

    /** Nothing is changed: the order holds enough units, but some of them have shipped. */
    record AlreadyShipped(List<PartlyShipped> lines) implements CancelResult {}

    /** Nothing is changed: the cancellation id was used with other contents. */
    record CancellationIdReused() implements CancelResult {}

    /**
     * A line that exceeds the order.
     *
     * @param requested units to cancel
     * @param cancellable unshipped units that can be cancelled; for a line that names no location,
     *     less the units of the lines that name one
     */
    record Excess(Sku sku, Optional<Location> location, long requested, long cancellable) {}

    /**
     * What can still be cancelled of a line, given the other lines of the cancellation; for a
     * cancellation of the whole order, of all that it holds.
     *
     * @param requested units to cancel
     * @param cancellable how many of them can be cancelled
     * @param shipped shipped units of the order
     */
    record PartlyShipped(
            Sku sku, Optional<Location> location, long requested, long cancellable, long shipped) {}
}
