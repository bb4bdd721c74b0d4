package dev.netstock.stock.reservation;

import dev.netstock.stock.Locations;
import dev.netstock.stock.sweep.Undoing;
import dev.netstock.stock.table.Parallel;
import dev.netstock.stock.table.RetryingTables;

import java.time.InstantSource;
import java.util.function.Supplier;

/** The commands on reservations, wired. Thread-safe. */
public final class Reservations {
    private final Orders orders;
    private final Taking taking;
    private final Sourcing sourcing;

    /**
     * @param tables the tables
     * @param locations where units come from, by priority
     * @param parallel runs the takes of an order side by side
     * @param clock the time of day
     * @param attempts makes an id for each attempt, never the same twice
     */
    public Reservations(
            RetryingTables tables,
            Locations locations,
            Parallel parallel,
            InstantSource clock,
            Supplier<String> attempts) {
        this.orders = new Orders(tables, clock, attempts);
        this.taking = new Taking(new ItemTake(tables), new Undoing(tables, clock), parallel);
        this.sourcing = new Sourcing(locations);
    }

    public Reserving reserving() {
        return new Reserving(orders, new Shelf(orders.tables(), sourcing, taking), taking);
    }

    public Confirming confirming() {
        return new Confirming(orders, taking);
    }

    public Releasing releasing() {
        return new Releasing(orders);
    }

    public Expiring expiring() {
        return new Expiring(orders);
    }

    public Cancelling cancelling() {
        return new Cancelling(orders);
    }

    public ReadingReservation reading() {
        return new ReadingReservation(orders);
    }
}
