package dev.netstock.stock.reservation;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.util.List;
import java.util.Optional;

/** What came of {@link CancelCommand}. */
public sealed interface CancelResult {
    /** The units are back, by this very call. */
    record Cancelled(Reservation reservation) implements CancelResult {}

    /** The same cancellation was here before. */
    record AlreadyCancelled(Reservation reservation) implements CancelResult {}

    record UnknownOrder() implements CancelResult {}

    /** Only a confirmed order can be cancelled. */
    record NotConfirmed(ReservationState state) implements CancelResult {}

    /** Nothing is changed: these lines ask for more than is left of the order. */
    record ExceedsOrder(List<Excess> lines) implements CancelResult {}

    /**
     * Nothing is changed: the order holds as many units as the lines ask for, but some of them have
     * left.
     */
    record AlreadyShipped(List<PartlyShipped> lines) implements CancelResult {}

    /** Nothing is changed: the cancellation id stands for other contents. */
    record CancellationIdReused() implements CancelResult {}

    /**
     * A line that asks for too much.
     *
     * @param requested units to cancel
     * @param cancellable units of the order that are left to cancel, and have not left the
     *     location: where the line named no location, less what the lines that name one take
     */
    record Excess(Sku sku, Optional<Location> location, long requested, long cancellable) {}

    /**
     * What is left of a line to cancel, with the other lines of the cancellation; of a cancellation
     * of the whole order, all that it holds.
     *
     * @param requested units to cancel
     * @param cancellable units of those that can be cancelled
     * @param shipped units of the order that have left
     */
    record PartlyShipped(
            Sku sku, Optional<Location> location, long requested, long cancellable, long shipped) {}
}
