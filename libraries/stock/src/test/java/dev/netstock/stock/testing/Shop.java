package dev.netstock.stock.testing;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Deadline;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Locations;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.TransferId;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.ShippedLine;
import dev.netstock.stock.dynamodb.AllowanceCodec;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.StockItemCodec;
import dev.netstock.stock.event.StockEvents;
import dev.netstock.stock.limit.Allowance;
import dev.netstock.stock.limit.Customer;
import dev.netstock.stock.limit.CustomerKeys;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.pool.ChannelPools;
import dev.netstock.stock.reservation.CancelCommand;
import dev.netstock.stock.reservation.CancelResult;
import dev.netstock.stock.reservation.ConfirmResult;
import dev.netstock.stock.reservation.ExpireResult;
import dev.netstock.stock.reservation.ExtendCommand;
import dev.netstock.stock.reservation.ExtendResult;
import dev.netstock.stock.reservation.ReleaseResult;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.Reservation;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.reservation.ShipResult;
import dev.netstock.stock.reservation.TransferCommand;
import dev.netstock.stock.reservation.TransferResult;
import dev.netstock.stock.setting.PurchaseLimits;
import dev.netstock.stock.shard.SpreadResult;
import dev.netstock.stock.supply.SupplyChange;
import dev.netstock.stock.supply.SupplyOutcome;
import dev.netstock.stock.table.PoolRule;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.ThrottleListener;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small shop on real tables, with short methods for tests. Locations by priority: {@code east},
 * {@code west}, {@code north}. Thread-safe.
 *
 * @param tables its tables
 * @param stock the flows
 * @param clock its time of day
 * @param budget how long a command may take
 */
public record Shop(LocalTables tables, DynamoNetStock stock, SettableClock clock, Duration budget)
        implements AutoCloseable {
    public static final Locations LOCATIONS = Locations.parse("east,west,north");
    public static final Duration HOLD = Duration.ofMinutes(15);
    public static final CustomerKeys KEYS =
            new CustomerKeys("k1", Map.of("k1", "k".repeat(32), "k2", "l".repeat(32)));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Channel STOREFRONT = new Channel("storefront");

    /** A new shop with empty tables. */
    public static Shop open() {
        LocalTables tables = LocalTables.create();
        return over(tables, tables.client(), new SettableClock());
    }

    /** A new one whose item table has the stream that feeds the sweep. */
    public static Shop openWithStream() {
        LocalTables tables = LocalTables.createWithStream();
        return over(tables, tables.client(), new SettableClock());
    }

    /** Deletes the tables. */
    @Override
    public void close() {
        tables.delete();
    }

    /** The same shop with another client. */
    public static Shop over(LocalTables tables, DynamoDbClient client, SettableClock clock) {
        CallListener silent = (_, _) -> {};
        return new Shop(
                tables,
                new DynamoNetStock(
                        client,
                        tables.names(),
                        PlaceSource.of(Places.planned(LOCATIONS)),
                        clock,
                        silent,
                        ThrottleListener.NONE,
                        KEYS),
                clock,
                PATIENCE);
    }

    /** A call with a time budget for any test. */
    public static Call call() {
        return call(PATIENCE);
    }

    /** The same shop with another time budget for its commands. */
    public Shop within(Duration other) {
        return new Shop(tables, stock, clock, other);
    }

    public static Call call(Duration budget) {
        return new Call("test", "trace", Deadline.after(budget));
    }

    /** A line from a location. */
    public static RequestedLine line(String sku, String location, int quantity) {
        return new RequestedLine(new Sku(sku), Optional.of(new Location(location)), quantity);
    }

    /** A line that the customer collects. */
    public static RequestedLine pickup(String sku, String location, int quantity) {
        return new RequestedLine(new Sku(sku), Optional.of(new Location(location)), quantity, true);
    }

    /** A line that names no location. */
    public static RequestedLine line(String sku, int quantity) {
        return new RequestedLine(new Sku(sku), Optional.empty(), quantity);
    }

    public static ItemKey item(String sku, String location) {
        return ItemKey.of(new Sku(sku), new Location(location));
    }

    public static ReserveCommand order(String orderId, RequestedLine... lines) {
        return new ReserveCommand(new OrderId(orderId), STOREFRONT, HOLD, Arrays.asList(lines));
    }

    /** Applies several changes in one call. */
    public List<SupplyOutcome> supply(SupplyChange... changes) {
        return stock.supplyApplier().apply(Arrays.asList(changes), call(budget));
    }

    public SupplyOutcome supply(String sku, String location, long supply, long ledgerVersion) {
        var change = new SupplyChange(new Sku(sku), new Location(location), supply, ledgerVersion);
        return stock.supplyApplier().apply(List.of(change), call(budget)).getFirst();
    }

    public ReserveResult reserve(String orderId, RequestedLine... lines) {
        return stock.reserveFlow().reserve(order(orderId, lines), call(budget));
    }

    /** An order of a customer. */
    public ReserveResult reserveFor(String customer, String orderId, RequestedLine... lines) {
        return stock.reserveFlow().reserve(orderFor(customer, orderId, lines), call(budget));
    }

    public static ReserveCommand orderFor(String customer, String orderId, RequestedLine... lines) {
        return new ReserveCommand(
                new OrderId(orderId),
                STOREFRONT,
                Optional.of(HOLD),
                Arrays.asList(lines),
                Optional.empty(),
                Optional.of(new Customer(customer)));
    }

    /** Sets a limit per customer, and lets the time pass until it begins. */
    public PurchaseLimit limit(String sku, long perCustomer) {
        PurchaseLimit limit = limit(sku, new Limit(Optional.empty(), Optional.of(perCustomer)));
        clock.advance(PurchaseLimit.LEAD_TIME);
        return limit;
    }

    /** Units of an order and of a customer. */
    public record Limit(Optional<Long> perOrder, Optional<Long> perCustomer) {}

    /** Sets a limit, which begins later. */
    public PurchaseLimit limit(String sku, Limit units) {
        return stock.purchaseLimits()
                .set(
                        new Sku(sku),
                        new PurchaseLimits.Wanted(
                                "sale",
                                units.perOrder(),
                                units.perCustomer(),
                                Optional.empty(),
                                Optional.empty()),
                        KEYS.current(),
                        call(budget))
                .orElseThrow();
    }

    /** The allowances, in no order. */
    public List<Allowance> allowances() {
        return tables.scan(tables.names().allowances()).stream()
                .map(AllowanceCodec::decode)
                .toList();
    }

    /** An order of a mall, which it has already promised. */
    public ReserveResult accept(String mall, String orderId, RequestedLine... lines) {
        var channel = new Channel(mall);
        var command = new ReserveCommand(new OrderId(orderId), channel, HOLD, Arrays.asList(lines));
        return stock.promisedOrders(channel, true).accept(command, call(budget));
    }

    /** Sets units aside for a mall; returns the units that moved. */
    public long setAside(String mall, String sku, String location, long units, String id) {
        return moved(
                stock.channelPools()
                        .setAside(
                                List.of(item(sku, location)),
                                new Channel(mall),
                                units,
                                id,
                                call(budget)));
    }

    /** Gives units back that were set aside; returns the units that moved. */
    public long giveBack(String mall, String sku, String location, long units, String id) {
        return moved(
                stock.channelPools()
                        .giveBack(
                                List.of(item(sku, location)),
                                new Channel(mall),
                                units,
                                id,
                                call(budget)));
    }

    /** Sets the buffer of one channel, and removes all others; false if the SKU is unknown. */
    public boolean buffer(String sku, String location, String channel, int units) {
        return stock.bufferSetting()
                .replace(item(sku, location), Map.of(new Channel(channel), units), call(budget));
    }

    /** Opens a pool of a channel for its own orders; returns the units that moved. */
    public long openPool(
            String channel, String sku, String location, PoolRule rule, long units, String id) {
        return moved(
                stock.ownPools()
                        .open(
                                item(sku, location),
                                new Channel(channel),
                                rule,
                                units,
                                id,
                                call(budget)));
    }

    /** Ends a pool; returns the units that moved. */
    public long endPool(String channel, String sku, String location, String id) {
        return stock.ownPools().end(item(sku, location), new Channel(channel), id, call(budget));
    }

    /** Reserves an order of another channel than the storefront. */
    public ReserveResult reserveAs(String channel, String orderId, RequestedLine... lines) {
        var command =
                new ReserveCommand(
                        new OrderId(orderId), new Channel(channel), HOLD, Arrays.asList(lines));
        return stock.reserveFlow().reserve(command, call(budget));
    }

    private static long moved(ChannelPools.Result result) {
        return switch (result) {
            case ChannelPools.Result.Moved(long units) -> units;
            case ChannelPools.Result.UnknownItem _ -> throw new AssertionError("Unknown item");
        };
    }

    public ConfirmResult confirm(String orderId) {
        return stock.confirmFlow().confirm(new OrderId(orderId), call(budget));
    }

    public ReleaseResult release(String orderId) {
        return stock.releaseFlow().release(new OrderId(orderId), call(budget));
    }

    public ExpireResult expire(String orderId) {
        return stock.expireFlow().expire(new OrderId(orderId), call(budget));
    }

    public CancelResult cancel(String orderId, String cancellationId, RequestedLine... lines) {
        var command =
                new CancelCommand(
                        new OrderId(orderId),
                        new CancellationId(cancellationId),
                        Arrays.asList(lines));
        return stock.cancelFlow().cancel(command, call(budget));
    }

    /** The hold ends so much later than now; it may become shorter. */
    public ExtendResult extend(String orderId, Duration hold) {
        return stock.extendFlow(_ -> ReserveCommand.HOLD_MAX)
                .extend(new ExtendCommand(new OrderId(orderId), hold, true), call(budget));
    }

    /** Moves units to a location; all that have not shipped if there are no lines. */
    public TransferResult transfer(
            String orderId, String transferId, String to, RequestedLine... lines) {
        var command =
                new TransferCommand(
                        new OrderId(orderId),
                        new TransferId(transferId),
                        new Location(to),
                        Arrays.asList(lines));
        return stock.transferFlow().transfer(command, call(budget));
    }

    /** Units of the order follow those that left from elsewhere. */
    public Optional<Reservation> followShipments(String orderId) {
        return stock.transferFlow().followShipments(new OrderId(orderId), call(budget));
    }

    /** The shipped totals of an order. */
    public ShipResult ship(String orderId, ShippedLine... totals) {
        return stock.shipFlow().ship(new OrderId(orderId), Arrays.asList(totals), call(budget));
    }

    public static ShippedLine shipped(String sku, String location, long units) {
        return new ShippedLine(new Sku(sku), new Location(location), units);
    }

    /** Splits, merges or rebalances. */
    public SpreadResult spread(String sku, String location, int openShards) {
        return stock.shardSpreader().spread(item(sku, location), openShards, call(budget));
    }

    /** The current items. */
    public List<StockItem> items() {
        return tables.scan(tables.names().netStock()).stream().map(StockItemCodec::decode).toList();
    }

    /** The items among these that exist. */
    public List<StockItem> items(ItemKey... items) {
        var keys =
                KeysAndAttributes.builder()
                        .consistentRead(true)
                        .keys(Arrays.stream(items).map(Shop::key).toList())
                        .build();
        String table = tables.names().netStock();
        return tables
                .client()
                .batchGetItem(request -> request.requestItems(Map.of(table, keys)))
                .responses()
                .getOrDefault(table, List.of())
                .stream()
                .map(StockItemCodec::decode)
                .toList();
    }

    private static Map<String, AttributeValue> key(ItemKey item) {
        String shard = item.shard() == 0 ? "" : "#" + item.shard();
        return Map.of(
                "sku", AttributeValue.fromS(item.sku() + shard),
                "location", AttributeValue.fromS(item.location().value()));
    }

    public StockItem stockOf(String sku, String location) {
        return items().stream()
                .filter(item -> item.key().equals(item(sku, location)))
                .findFirst()
                .orElseThrow();
    }

    public long available(String sku, String location) {
        return stockOf(sku, location).available();
    }

    /** The events of the delta rows, in no order. */
    public List<StockEvent> events() {
        return deltas().stream().flatMap(delta -> StockEvents.of(delta).stream()).toList();
    }

    /** The delta rows, in no order. */
    public List<Delta> deltas() {
        return tables.scan(tables.names().stockDeltas()).stream().map(DeltaCodec::decode).toList();
    }
}
