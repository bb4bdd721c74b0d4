package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Parallel;
import dev.netstock.stock.Locations;
import dev.netstock.stock.shard.ShardCache;
import dev.netstock.stock.shard.Shards;
import dev.netstock.stock.shard.SoldOutCache;
import dev.netstock.stock.sweep.TakeUndo;
import dev.netstock.stock.table.RetryingTables;

import java.time.InstantSource;
import java.util.function.Supplier;

/** The commands on reservations, wired. Thread-safe. */
public final class Reservations {
    private final Orders orders;
    private final MultiItemTake taking;
    private final LineTaker shelf;
    private final SoldOutCache soldOut = new SoldOutCache();

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
        var shards = new ShardCache();
        var sourcing = new LineAssignment(locations);
        var looking = new ItemReader(Shards.over(tables, parallel, clock, attempts), shards);
        this.orders = new Orders(tables, clock, attempts);
        this.taking =
                new MultiItemTake(
                        new ItemTake(tables, shards), new TakeUndo(tables, clock), parallel);
        this.shelf =
                new LineTaker(
                        looking, sourcing, taking, new RefusalProof(looking, sourcing, soldOut));
    }

    /** What is known of SKUs that are gone. */
    public SoldOutCache soldOut() {
        return soldOut;
    }

    public ReserveFlow reserving() {
        return new ReserveFlow(orders, shelf, taking);
    }

    public ConfirmFlow confirming() {
        return new ConfirmFlow(orders, shelf, taking);
    }

    public ReleaseFlow releasing() {
        return new ReleaseFlow(orders);
    }

    public ExpireFlow expiring() {
        return new ExpireFlow(orders);
    }

    public CancelFlow cancelling() {
        return new CancelFlow(orders);
    }

    public ShipFlow shipping() {
        return new ShipFlow(orders);
    }

    public ReservationReader reading() {
        return new ReservationReader(orders);
    }
}
