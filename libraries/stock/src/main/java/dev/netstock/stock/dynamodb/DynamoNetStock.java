package dev.netstock.stock.dynamodb;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.Backoff;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.Pause;
import dev.netstock.platform.call.Retries;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Locations;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.correction.AllowanceAudit;
import dev.netstock.stock.correction.ItemInspector;
import dev.netstock.stock.correction.ReconcileConclusion;
import dev.netstock.stock.correction.StockCorrector;
import dev.netstock.stock.history.HistoryReader;
import dev.netstock.stock.history.HistoryRecorder;
import dev.netstock.stock.history.ServingGeneration;
import dev.netstock.stock.level.LevelReader;
import dev.netstock.stock.limit.CustomerHash;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.pool.BufferSetting;
import dev.netstock.stock.pool.ChannelPools;
import dev.netstock.stock.pool.OwnPools;
import dev.netstock.stock.reservation.CancelFlow;
import dev.netstock.stock.reservation.ConfirmFlow;
import dev.netstock.stock.reservation.ExpireFlow;
import dev.netstock.stock.reservation.ExtendFlow;
import dev.netstock.stock.reservation.PromisedOrders;
import dev.netstock.stock.reservation.ReleaseFlow;
import dev.netstock.stock.reservation.Reservation;
import dev.netstock.stock.reservation.Reservations;
import dev.netstock.stock.reservation.ReserveFlow;
import dev.netstock.stock.reservation.ShipFlow;
import dev.netstock.stock.reservation.TransferFlow;
import dev.netstock.stock.setting.PurchaseLimits;
import dev.netstock.stock.shard.ShardSpreader;
import dev.netstock.stock.shard.Shards;
import dev.netstock.stock.shard.SoldOutCache;
import dev.netstock.stock.supply.SupplyApplier;
import dev.netstock.stock.sweep.SweepFlow;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.ThrottleListener;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Net stock over DynamoDB: the flows, wired to the tables. Thread-safe. */
public final class DynamoNetStock {
    /** Uses the calling thread's own generator, so that threads do not contend for a shared one. */
    private static final RandomGenerator JITTER = () -> ThreadLocalRandom.current().nextLong();

    private final RetryingTables tables;
    private final RetryingTables spreadingTables;
    private final DynamoHistory history;
    private final PlaceSource places;
    private final Parallel parallel;
    private final InstantSource clock;
    private final Reservations reservations;

    /** The tables' names. */
    public record Tables(
            String netStock, String stockDeltas, String stockHistory, String allowances) {
        /** The tables of a function that neither takes allowances nor gives them back. */
        public Tables(String netStock, String stockDeltas, String stockHistory) {
            this(netStock, stockDeltas, stockHistory, "");
        }
    }

    /**
     * @param client the client, as {@link DynamoClients} makes it
     * @param tables the tables' names; those that a function does not use may be empty
     * @param locations the locations that sell online, by priority; they never change
     * @param clock the time of day
     * @param listener counts throttles, conflicts and lost responses
     */
    public DynamoNetStock(
            DynamoDbClient client,
            Tables tables,
            Locations locations,
            InstantSource clock,
            CallListener listener) {
        this(
                client,
                tables,
                PlaceSource.of(Places.planned(locations)),
                clock,
                listener,
                ThrottleListener.NONE);
    }

    /**
     * @param client the client, as {@link DynamoClients} makes it
     * @param tables the tables' names; those that a function does not use may be empty
     * @param places the locations and channels
     * @param clock the time of day
     * @param listener counts throttles, conflicts and lost responses
     */
    public DynamoNetStock(
            DynamoDbClient client,
            Tables tables,
            PlaceSource places,
            InstantSource clock,
            CallListener listener) {
        this(client, tables, places, clock, listener, ThrottleListener.NONE);
    }

    /**
     * @param client the client, as {@link DynamoClients} makes it
     * @param tables the tables' names; those that a function does not use may be empty
     * @param places the locations and channels
     * @param clock the time of day
     * @param listener counts throttles, conflicts and lost responses
     * @param throttles receives the items whose takes are throttled
     */
    public DynamoNetStock(
            DynamoDbClient client,
            Tables tables,
            PlaceSource places,
            InstantSource clock,
            CallListener listener,
            ThrottleListener throttles) {
        this(client, tables, places, clock, listener, throttles, CustomerHash.NONE);
    }

    /**
     * @param client the client, as {@link DynamoClients} makes it
     * @param tables the tables' names; those that a function does not use may be empty
     * @param places the locations and channels
     * @param clock the time of day
     * @param listener counts throttles, conflicts and lost responses
     * @param throttles receives the items whose takes are throttled
     * @param customers hashes the customers of orders with a limit
     */
    public DynamoNetStock(
            DynamoDbClient client,
            Tables tables,
            PlaceSource places,
            InstantSource clock,
            CallListener listener,
            ThrottleListener throttles,
            CustomerHash customers) {
        var dynamo = new DynamoStockTables(client, tables);
        this.tables = new RetryingTables(dynamo, retries(listener), clock, throttles);
        this.spreadingTables =
                new RetryingTables(
                        dynamo,
                        new Retries(Backoff.aggressive(JITTER), Pause.SLEEP, listener),
                        clock);
        this.history = new DynamoHistory(client, tables.stockHistory(), listener);
        this.places = places;
        this.parallel = Parallel.upTo(DynamoClients.CONNECTIONS_MAX);
        this.clock = clock;
        this.reservations =
                new Reservations(
                        this.tables,
                        places,
                        parallel,
                        clock,
                        DynamoNetStock::newAttempt,
                        customers);
    }

    public ReserveFlow reserveFlow() {
        return reservations.reserveFlow();
    }

    /** As {@link Reservations#reserveFlow(Function)}. */
    public ReserveFlow reserveFlow(Function<Channel, Duration> longest) {
        return reservations.reserveFlow(longest);
    }

    public ConfirmFlow confirmFlow() {
        return reservations.confirmFlow();
    }

    /** As {@link Reservations#extendFlow}. */
    public ExtendFlow extendFlow(Function<Channel, Duration> longest) {
        return reservations.extendFlow(longest);
    }

    public TransferFlow transferFlow() {
        return reservations.transferFlow();
    }

    public ReleaseFlow releaseFlow() {
        return reservations.releaseFlow();
    }

    public ExpireFlow expireFlow() {
        return reservations.expireFlow();
    }

    public CancelFlow cancelFlow() {
        return reservations.cancelFlow();
    }

    /** As {@link Reservations#promisedOrders}. */
    public PromisedOrders promisedOrders(Channel channel, boolean forced) {
        return reservations.promisedOrders(channel, forced);
    }

    /** Sets units aside for channels. */
    public ChannelPools channelPools() {
        return new ChannelPools(shards());
    }

    /** Opens and ends pools of channels. */
    public OwnPools ownPools() {
        return new OwnPools(shards());
    }

    /** Sets the units that channels leave alone. */
    public BufferSetting bufferSetting() {
        return new BufferSetting(shards());
    }

    /** Sets and reads purchase limits. */
    public PurchaseLimits purchaseLimits() {
        return new PurchaseLimits(tables, parallel, clock, DynamoNetStock::newAttempt);
    }

    public ShipFlow shipFlow() {
        return reservations.shipFlow();
    }

    /** As {@link Reservations#read}. */
    public Optional<Reservation> readReservation(OrderId orderId, Call call) {
        return reservations.read(orderId, call);
    }

    public SweepFlow sweepFlow() {
        return new SweepFlow(tables, clock, DynamoNetStock::newAttempt);
    }

    public LevelReader levelReader() {
        return new LevelReader(tables, places, parallel);
    }

    /**
     * @param serving which generation of the history is read
     */
    public HistoryReader readingHistory(ServingGeneration serving) {
        return history.reading(serving);
    }

    public HistoryRecorder historyRecorder() {
        return history.recording();
    }

    public SupplyApplier supplyApplier() {
        return new SupplyApplier(tables, parallel, clock, DynamoNetStock::newAttempt);
    }

    /** Splits, merges and rebalances hot SKUs. */
    public ShardSpreader shardSpreader() {
        return shards().spreader();
    }

    private Shards shards() {
        return Shards.over(spreadingTables, parallel, clock, DynamoNetStock::newAttempt);
    }

    public StockCorrector corrector() {
        return new StockCorrector(tables, clock);
    }

    /** Compares allowances with the rows of their orders. */
    public AllowanceAudit allowanceAudit() {
        return new AllowanceAudit(tables, clock);
    }

    public ReconcileConclusion conclusion() {
        return new ReconcileConclusion(tables, clock);
    }

    public ItemInspector inspector() {
        return new ItemInspector(tables);
    }

    /** The proofs of sold-out SKUs that this execution environment holds. */
    public SoldOutCache soldOut() {
        return reservations.soldOut();
    }

    /** How requests to the tables are retried. */
    public static Retries retries(CallListener listener) {
        return new Retries(Backoff.standard(JITTER), Pause.SLEEP, listener);
    }

    private static String newAttempt() {
        return UUID.randomUUID().toString();
    }
}
