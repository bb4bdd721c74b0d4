package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Channel;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.limit.CustomerHash;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.shard.ShardCache;
import dev.netstock.stock.shard.Shards;
import dev.netstock.stock.shard.SoldOutCache;
import dev.netstock.stock.sweep.TakeUndo;
import dev.netstock.stock.table.RetryingTables;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The commands on reservations, wired. Thread-safe. */
public final class Reservations {
    private final Orders orders;
    private final Shards shards;
    private final PlaceSource places;
    private final ItemReader reader;
    private final MultiItemTake itemTakes;
    private final LineTaker lineTaker;
    private final SoldOutCache soldOut = new SoldOutCache();
    private final RepeatWatch repeats = new RepeatWatch();
    private final OrderLimits limits;
    private final OrderLimits noLimits;
    private final Parallel parallel;

    /**
     * To be kept as long as its execution environment lives: it caches shards, limits, proofs of
     * sold-out SKUs and the rows of its last orders.
     *
     * @param tables the tables
     * @param places the locations and channels
     * @param parallel runs the takes of an order in parallel
     * @param clock the time of day
     * @param attempts creates a unique id for each attempt
     * @param customers hashes the customers of orders with a limit
     */
    public Reservations(
            RetryingTables tables,
            PlaceSource places,
            Parallel parallel,
            InstantSource clock,
            Supplier<String> attempts,
            CustomerHash customers) {
        var cache = new ShardCache();
        this.limits = new OrderLimits(cache.limits(), customers, tables);
        this.noLimits = OrderLimits.none(tables);
        this.parallel = parallel;
        this.shards = Shards.over(tables, parallel, clock, attempts);
        this.places = places;
        this.reader = new ItemReader(shards, cache, parallel);
        this.itemTakes =
                new MultiItemTake(
                        new ItemTake(tables, cache), new TakeUndo(tables, clock), parallel);
        this.orders = new Orders(tables, clock, attempts);
        this.lineTaker =
                new LineTaker(
                        reader, places, itemTakes, new RefusalProof(reader, soldOut), repeats);
    }

    /** For flows that reserve nothing for customers. */
    public Reservations(
            RetryingTables tables,
            PlaceSource places,
            Parallel parallel,
            InstantSource clock,
            Supplier<String> attempts) {
        this(tables, places, parallel, clock, attempts, CustomerHash.NONE);
    }

    /** The proofs of sold-out SKUs. */
    public SoldOutCache soldOut() {
        return soldOut;
    }

    /** Holds are as long as the settings of channels allow. */
    public ReserveFlow reserveFlow() {
        return reserveFlow(_ -> ReserveCommand.HOLD_MAX);
    }

    /**
     * @param longest the longest hold that the stage allows a channel
     */
    public ReserveFlow reserveFlow(Function<Channel, Duration> longest) {
        return new ReserveFlow(
                orders,
                lineTaker,
                (command, call) ->
                        OrderRules.of(
                                command, places.current(call), longest.apply(command.channel())),
                limits,
                repeats,
                parallel);
    }

    public ConfirmFlow confirmFlow() {
        return new ConfirmFlow(orders, lineTaker);
    }

    /**
     * The orders that a channel has already promised.
     *
     * @param channel the seller
     * @param forced whether orders are taken in any case, also from general stock, and oversold if
     *     need be; otherwise an order is refused that the channel's pools cannot serve
     */
    public PromisedOrders promisedOrders(Channel channel, boolean forced) {
        var taker = new PromisedLineTaker(channel, forced, shards, reader, places, itemTakes);
        return new PromisedOrders(
                new ReserveFlow(
                        orders,
                        taker,
                        (command, _) -> OrderRules.ofPromised(command),
                        noLimits,
                        repeats,
                        parallel),
                new ConfirmFlow(orders, taker));
    }

    /**
     * @param longest the longest hold that the stage allows a channel
     */
    public ExtendFlow extendFlow(Function<Channel, Duration> longest) {
        return new ExtendFlow(
                orders,
                (channel, call) ->
                        OrderRules.longestHold(
                                places.current(call).channel(channel), longest.apply(channel)));
    }

    public TransferFlow transferFlow() {
        return new TransferFlow(orders, lineTaker);
    }

    public ReleaseFlow releaseFlow() {
        return new ReleaseFlow(orders);
    }

    public ExpireFlow expireFlow() {
        return new ExpireFlow(orders, parallel);
    }

    public CancelFlow cancelFlow() {
        return new CancelFlow(orders);
    }

    public ShipFlow shipFlow() {
        return new ShipFlow(orders);
    }

    /**
     * Reads a reservation and its steps, strongly consistent; empty if the order id is unknown.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public Optional<Reservation> read(OrderId orderId, Call call) {
        return orders.read(orderId, call).reservation();
    }
}
