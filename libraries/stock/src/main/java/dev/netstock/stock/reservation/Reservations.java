package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Parallel;
import dev.netstock.stock.Locations;
import dev.netstock.stock.shard.ShardMemory;
import dev.netstock.stock.shard.Shards;
import dev.netstock.stock.shard.SoldOutMemory;
import dev.netstock.stock.sweep.Undoing;
import dev.netstock.stock.table.RetryingTables;

import java.time.InstantSource;
import java.util.function.Supplier;

/** The commands on reservations, wired. Thread-safe. */
public final class Reservations {
    private final Orders orders;
    private final Taking taking;
    private final Shelf shelf;
    private final SoldOutMemory soldOut = new SoldOutMemory();

    /**
     * To be kept as long as its environment lives: it remembers which SKUs are split, and which are
     * gone.
     *
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
        var shards = new ShardMemory();
        var sourcing = new Sourcing(locations);
        var looking = new Looking(Shards.over(tables, parallel, clock, attempts), shards);
        this.orders = new Orders(tables, clock, attempts);
        this.taking =
                new Taking(new ItemTake(tables, shards), new Undoing(tables, clock), parallel);
        this.shelf = new Shelf(looking, sourcing, taking, new Refusing(looking, sourcing, soldOut));
    }

    /** What is known of SKUs that are gone. */
    public SoldOutMemory soldOut() {
        return soldOut;
    }

    public Reserving reserving() {
        return new Reserving(orders, shelf, taking);
    }

    public Confirming confirming() {
        return new Confirming(orders, shelf, taking);
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

    public Shipping shipping() {
        return new Shipping(orders);
    }

    public ReadingReservation reading() {
        return new ReadingReservation(orders);
    }
}
