package dev.netstock.events;

import static java.util.stream.Collectors.toCollection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What happened. The records' members are the members of an event's {@code data}. */
public sealed interface EventData {
    /** The type of the event that carries it. */
    EventType type();

    /**
     * What the event is about, the {@code subject}: an order's id, {@code sku/location}, a sale, a
     * comparison.
     */
    String subject();

    /** The channel that sells, by which consumers filter; empty where none is concerned. */
    default Optional<String> channel() {
        return Optional.empty();
    }

    /** The locations concerned, each once, by which consumers filter. */
    Set<String> locations();

    /** A step of an order: something was reserved, or its reservation went on or ended. */
    sealed interface ReservationStep extends EventData {
        String orderId();

        /** Which step of the order this is: 1, 2, … */
        int step();

        String channelName();

        /** What the step moved; empty where it moved no units. */
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
     * Units are held for an order.
     *
     * @param expiresAt until when they wait for a payment
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
     * @param lines empty, or what the confirmation of an expired reservation took anew
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

    /** The payment failed, or the cart was given up: the units are back. */
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

    /** Nobody confirmed in time: the units are back. */
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

    /** Some or all units of a confirmed order are back. */
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
     * Units that left.
     *
     * @param units 1 or more
     */
    record ShippedUnits(String sku, String location, long units) {}

    /**
     * Units of the order left the building: they are its for good.
     *
     * @param shipped what left by this step, in addition to what earlier steps say
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

        /** None: what is available stays as it is. */
        @Override
        public List<EventLine> lines() {
            return List.of();
        }

        @Override
        public Set<String> locations() {
            return shipped.stream().map(ShippedUnits::location).collect(toCollection(TreeSet::new));
        }
    }

    /** Something about one SKU at one location. */
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
     * @param units the difference to the supply before
     * @param supply units that may be promised at all, from now on
     * @param ledgerVersion the ledger's version of this number
     */
    record SupplyChanged(String sku, String location, long units, long supply, long ledgerVersion)
            implements OfOneItem {
        @Override
        public EventType type() {
            return EventType.SUPPLY_CHANGED;
        }
    }

    /**
     * Reconcile set an item right that somebody had changed past the protocol.
     *
     * @param units what became available; below 0: what no longer is
     * @param reserved by how much what is reserved changed
     * @param supply by how much the supply changed
     * @param report the report that says what was found
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
     * More was promised than there is: the goods were gone already.
     *
     * @param units how many more than before the change
     * @param available what the item has now, below 0
     * @param version the item's version
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
     * What can be promised changed. Not every change is told: the last of a batch is.
     *
     * @param available over all shards
     * @param version grows with each change, over all shards: keep the newest
     */
    record LevelChanged(String sku, String location, long available, long version)
            implements OfOneItem {
        @Override
        public EventType type() {
            return EventType.LEVEL_CHANGED;
        }
    }

    /**
     * What can be promised fell to the reorder point.
     *
     * @param episode how many times it did so, with this one: 1, 2, …
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
     * After it was low, what can be promised rose to the recovery point.
     *
     * @param episode which low it ends
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
     * The shelf should be filled.
     *
     * @param requestId {@code sku/location/episode}: one request for each time it was low
     * @param quantity units up to the order-up-to level
     * @param urgent whether the safety stock is touched already
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
     * Net stock and the ledger were compared.
     *
     * @param run which comparison: the time at which it began
     * @param found how much was wrong; 0 if both sides agree
     * @param repaired how much of it was put right
     * @param report the report that says what was found
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
     * Somebody set how many units are on display, which nobody can buy.
     *
     * @param version grows each time it is set, whoever sets it: keep the newest
     */
    record DisplaySamplesChanged(String sku, String location, long units, long version)
            implements OfOneItem {
        @Override
        public EventType type() {
            return EventType.DISPLAY_SAMPLES_CHANGED;
        }
    }

    /**
     * The rules of a sale day changed, for all who sell: what external malls may do from now on.
     *
     * @param sale which sale
     * @param malls {@code open}, {@code capped} or {@code suspended}
     * @param mallCap units of a SKU that a mall is told of, at most: 0 if malls are suspended, and
     *     more than there ever is if they are open
     * @param version grows with each change, over all sales: keep the newest
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
}
