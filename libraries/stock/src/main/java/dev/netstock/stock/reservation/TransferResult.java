package dev.netstock.stock.reservation;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.util.List;
import java.util.Optional;

/** The result of a {@link TransferCommand}. */
public sealed interface TransferResult {
    /** This call moved the units. */
    record Transferred(Reservation reservation) implements TransferResult {}

    /** An earlier call made the same transfer. */
    record AlreadyTransferred(Reservation reservation) implements TransferResult {}

    record UnknownOrder() implements TransferResult {}

    /** Nothing is changed: the reservation has ended, so it holds no units that could move. */
    record ReservationClosed(ReservationState state) implements TransferResult {}

    /** Nothing is changed: these lines exceed what can be moved. */
    record ExceedsOrder(List<Excess> lines) implements TransferResult {}

    /** Nothing is changed: the new location has too few units. */
    record InsufficientStock(List<Shortage> shortages) implements TransferResult {}

    /**
     * Nothing is changed: the transfer has too many lines, or the order would hold units at too
     * many SKUs and locations.
     */
    record TooManyPlaces() implements TransferResult {}

    /** Nothing is changed: the transfer id was used with other contents. */
    record TransferIdReused() implements TransferResult {}

    /**
     * A line that exceeds what can be moved.
     *
     * @param requested units to move
     * @param movable how many of them can be moved: units elsewhere than at the new location that
     *     have not shipped; for a line that names no location, less the units of the lines that
     *     name one
     */
    record Excess(Sku sku, Optional<Location> location, long requested, long movable) {}
}
