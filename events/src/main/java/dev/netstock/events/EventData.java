package dev.netstock.events;

import static java.util.stream.Collectors.toCollection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The data of an event. The components of a record are the members of {@code data}. */
public sealed interface EventData {
    /** The type of the event. */
    EventType type();

    /**
     * The {@code subject} of the event: an order ID, {@code sku/location}, a sale, a location, or a
     * reconcile run.
     */
    String subject();

    /** The sales channel, for filter policies; empty if the event has none. */
    default Optional<String> channel() {
        return Optional.empty();
    }

    /** The affected locations, for filter policies. */
    Set<String> locations();

    /** A step of an order, from its reservation to its end. */
    sealed interface ReservationStep extends EventData {
        String orderId();

        /** The number of the step within the order: 1, 2, … */
        int step();

        String channelName();

        /** The units moved by the step; empty if it moved none. */
        List<EventLine> lines();

        @Override
        default String subject() {
            return orderId();
        }

        @Override
        default Optional<String> channel() {
            return Optional.of(channelName());
        }

        @Override
        default Set<String> locations() {
            return lines().stream().map(EventLine::location).collect(toCollection(TreeSet::new));
        }
    }

    /**
     * Units were reserved for an order.
     *
     * @param expiresAt when the reservation expires unless it is confirmed
     */
    record Reserved(
            String orderId, int step, String channelName, Instant expiresAt, List<EventLine> lines)
            implements ReservationStep {
        public Reserved {
            lines = List.copyOf(lines);
        }

        @Override
        public EventType type() {
            return EventType.RESERVATION_RESERVED;
        }
    }

    /**
     * The payment succeeded.
     *
     * @param lines empty, or the units that the confirmation of an expired reservation took again
     */
    record Confirmed(String orderId, int step, String channelName, List<EventLine> lines)
            implements ReservationStep {
        public Confirmed {
            lines = List.copyOf(lines);
        }

        @Override
        public EventType type() {
            return EventType.RESERVATION_CONFIRMED;
        }
    }

    /** The payment failed, or the customer left the cart: the units are available again. */
    record Released(String orderId, int step, String channelName, List<EventLine> lines)
            implements ReservationStep {
        public Released {
            lines = List.copyOf(lines);
        }

        @Override
        public EventType type() {
            return EventType.RESERVATION_RELEASED;
        }
    }

    /** The reservation was not confirmed in time: its units are available again. */
    record Expired(String orderId, int step, String channelName, List<EventLine> lines)
            implements ReservationStep {
        public Expired {
            lines = List.copyOf(lines);
        }

        @Override
        public EventType type() {
            return EventType.RESERVATION_EXPIRED;
        }
    }

    /**
     * The hold of a reservation ends at another time.
     *
     * @param expiresAt when the reservation expires unless it is confirmed, from now on
     */
    record Extended(String orderId, int step, String channelName, Instant expiresAt)
            implements ReservationStep {
        @Override
        public EventType type() {
            return EventType.RESERVATION_EXTENDED;
        }

        /** Empty: the order holds the same units. */
        @Override
        public List<EventLine> lines() {
            return List.of();
        }
    }

    /**
     * Units of the order moved to another location.
     *
     * @param lines the units that it took there, and those that it gave back; they add up to 0
     */
    record Transferred(
            String orderId, int step, String channelName, String transferId, List<EventLine> lines)
            implements ReservationStep {
        public Transferred {
            lines = List.copyOf(lines);
        }

        @Override
        public EventType type() {
            return EventType.RESERVATION_TRANSFERRED;
        }
    }

    /** Some or all units of a confirmed order were cancelled and are available again. */
    record Cancelled(
            String orderId,
            int step,
            String channelName,
            String cancellationId,
            List<EventLine> lines)
            implements ReservationStep {
        public Cancelled {
            lines = List.copyOf(lines);
        }

        @Override
        public EventType type() {
            return EventType.RESERVATION_CANCELLED;
        }
    }

    /**
     * Units that left the building.
     *
     * @param units 1 or more
     */
    record ShippedUnits(String sku, String location, long units) {}

    /**
     * Units of the order left the building and cannot be returned to stock by the order.
     *
     * @param shipped the units that left with this step, in addition to those of earlier steps
     */
    record Shipped(String orderId, int step, String channelName, List<ShippedUnits> shipped)
            implements ReservationStep {
        public Shipped {
            shipped = List.copyOf(shipped);
        }

        @Override
        public EventType type() {
            return EventType.RESERVATION_SHIPPED;
        }

        /** Empty: a shipment does not change the available units. */
        @Override
        public List<EventLine> lines() {
            return List.of();
        }

        @Override
        public Set<String> locations() {
            return shipped.stream().map(ShippedUnits::location).collect(toCollection(TreeSet::new));
        }
    }

    /** An event about one SKU at one location. */
    sealed interface OfOneItem extends EventData {
        String sku();

        String location();

        @Override
        default String subject() {
            return sku() + "/" + location();
        }

        @Override
        default Set<String> locations() {
            return Set.of(location());
        }
    }

    /**
     * The ledger's supply changed.
     *
     * @param units the change of the supply
     * @param supply the new supply: the units that may be sold in total
     * @param ledgerVersion the ledger's version of this supply
     */
    record SupplyChanged(String sku, String location, long units, long supply, long ledgerVersion)
            implements OfOneItem {
        @Override
        public EventType type() {
            return EventType.SUPPLY_CHANGED;
        }
    }

    /**
     * Reconcile corrected an item that had been changed outside the protocol.
     *
     * @param units the change of the available units
     * @param reserved the change of the reserved units
     * @param supply the change of the supply
     * @param report the report that explains the correction
     */
    record StockCorrected(
            String sku,
            String location,
            int shard,
            long units,
            long reserved,
            long supply,
            String report)
            implements OfOneItem {
        @Override
        public EventType type() {
            return EventType.STOCK_CORRECTED;
        }
    }

    /**
     * An item fell below zero: units were promised that no longer exist.
     *
     * @param units the units oversold by this change
     * @param available the available units of the item, below 0
     * @param version the version of the item
     */
    record Oversold(
            String sku, String location, int shard, long units, long available, long version)
            implements OfOneItem {
        @Override
        public EventType type() {
            return EventType.OVERSOLD;
        }
    }

    /**
     * The available units changed. Of several changes in a batch, only the last one is published.
     *
     * @param available the available units of general stock, over all shards
     * @param setAside the available units that are set aside for channels; 0 in events from before
     *     pools
     * @param version increases with each change, over all items: keep the highest version
     */
    record LevelChanged(String sku, String location, long available, long setAside, long version)
            implements OfOneItem {
        /** A level without units that are set aside. */
        public LevelChanged(String sku, String location, long available, long version) {
            this(sku, location, available, 0, version);
        }

        /** The units that can be promised, by any channel or by one. */
        public long total() {
            return available + setAside;
        }

        @Override
        public EventType type() {
            return EventType.LEVEL_CHANGED;
        }
    }

    /**
     * The available units fell to the reorder point or below.
     *
     * @param episode the number of this low-stock episode of the SKU at the location: 1, 2, …
     */
    record StockLow(
            String sku,
            String location,
            long episode,
            long available,
            long reorderPoint,
            long safetyStock)
            implements OfOneItem {
        @Override
        public EventType type() {
            return EventType.STOCK_LOW;
        }
    }

    /**
     * After a low-stock episode, the available units rose to the recovery point or above.
     *
     * @param episode the number of the episode that ended
     */
    record StockRecovered(
            String sku, String location, long episode, long available, long recoveryPoint)
            implements OfOneItem {
        @Override
        public EventType type() {
            return EventType.STOCK_RECOVERED;
        }
    }

    /**
     * Units are to be replenished.
     *
     * @param requestId {@code sku/location/episode}: one request for each low-stock episode
     * @param quantity the units up to the order-up-to level
     * @param urgent whether the available units are at or below the safety stock
     */
    record ReplenishmentRequested(
            String requestId,
            String sku,
            String location,
            long episode,
            long quantity,
            long available,
            long orderUpTo,
            boolean urgent)
            implements OfOneItem {
        @Override
        public EventType type() {
            return EventType.REPLENISHMENT_REQUESTED;
        }
    }

    /**
     * A reconcile run compared net stock and the ledger.
     *
     * @param run the run: the time at which it started
     * @param found the number of discrepancies; 0 if both sides agree
     * @param repaired the number of discrepancies that the run repaired
     * @param report the report that lists the discrepancies
     */
    record ReconcileFinished(String run, long found, long repaired, String report)
            implements EventData {
        @Override
        public EventType type() {
            return EventType.RECONCILE_FINISHED;
        }

        @Override
        public String subject() {
            return run;
        }

        @Override
        public Set<String> locations() {
            return Set.of();
        }
    }

    /**
     * The number of units on display, which are not for sale, was set.
     *
     * @param version increases each time the number is set: keep the highest version
     */
    record DisplaySamplesChanged(String sku, String location, long units, long version)
            implements OfOneItem {
        @Override
        public EventType type() {
            return EventType.DISPLAY_SAMPLES_CHANGED;
        }
    }

    /**
     * The rules of a sale day for external malls changed.
     *
     * @param sale the ID of the sale
     * @param malls {@code open}, {@code capped} or {@code suspended}
     * @param mallCap the maximum number of units of a SKU reported to a mall: 0 if malls are
     *     suspended, 1,000,000,000 if they are open
     * @param version increases with each change, over all sales: keep the highest version
     */
    record SaleModeChanged(String sale, String malls, long mallCap, long version)
            implements EventData {
        @Override
        public EventType type() {
            return EventType.SALE_MODE_CHANGED;
        }

        @Override
        public String subject() {
            return sale;
        }

        @Override
        public Set<String> locations() {
            return Set.of();
        }
    }

    /**
     * A location was added or changed.
     *
     * @param name its name for people
     * @param sellsOnline whether orders may take its units
     * @param version increases with each change of the location: keep the highest version
     */
    record LocationChanged(String location, String name, boolean sellsOnline, long version)
            implements EventData {
        @Override
        public EventType type() {
            return EventType.LOCATION_CHANGED;
        }

        @Override
        public String subject() {
            return location;
        }

        @Override
        public Set<String> locations() {
            return Set.of(location);
        }
    }
}
