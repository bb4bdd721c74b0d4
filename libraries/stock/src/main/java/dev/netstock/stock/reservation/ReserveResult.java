package dev.netstock.stock.reservation;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.util.List;

/** The result of a {@link ReserveCommand}. */
public sealed interface ReserveResult {
    /** This call reserved all lines. */
    record Reserved(Reservation reservation) implements ReserveResult {}

    /** An earlier call made the same reservation, and it is reserved or confirmed. */
    record AlreadyReserved(Reservation reservation) implements ReserveResult {}

    /** Nothing is taken: these lines are short. */
    record InsufficientStock(List<Shortage> shortages) implements ReserveResult {}

    /** Nothing is taken: these SKUs are unknown. */
    record UnknownSkus(List<Sku> skus) implements ReserveResult {}

    /** Nothing is changed: the order id was used with other contents. */
    record OrderIdReused() implements ReserveResult {}

    /** Nothing is changed: the reservation has ended (released, expired or cancelled). */
    record ReservationClosed(ReservationState state) implements ReserveResult {}

    /** Nothing is taken: the order exceeds purchase limits. */
    record LimitExceeded(List<LimitExcess> limits) implements ReserveResult {
        public LimitExceeded {
            limits = List.copyOf(limits);
        }
    }

    /** Nothing is taken: the channel holds units for this long at most. */
    record HoldTooLong(Duration longest) implements ReserveResult {}

    /** Nothing is taken: customers cannot collect units at these locations. */
    record PickupNotOffered(List<Location> locations) implements ReserveResult {
        public PickupNotOffered {
            locations = List.copyOf(locations);
        }
    }

    /**
     * Nothing is taken: a limit per customer applies to these SKUs, and the order names no
     * customer.
     */
    record CustomerRequired(List<Sku> skus) implements ReserveResult {}
}
