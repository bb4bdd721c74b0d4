package dev.netstock.stock.model;

import dev.netstock.platform.call.Backoff;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallFailure;
import dev.netstock.platform.call.Deadline;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.Retries;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.TransferId;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.limit.Allowance;
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
import dev.netstock.stock.reservation.Reservations;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.reservation.TransferCommand;
import dev.netstock.stock.reservation.TransferResult;
import dev.netstock.stock.setting.PurchaseLimits;
import dev.netstock.stock.shard.Shards;
import dev.netstock.stock.shard.SpreadResult;
import dev.netstock.stock.supply.SupplyApplier;
import dev.netstock.stock.supply.SupplyChange;
import dev.netstock.stock.supply.SupplyOutcome;
import dev.netstock.stock.sweep.OpenTake;
import dev.netstock.stock.sweep.SweepFlow;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.StockTables;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.SettableClock;
import dev.netstock.stock.testing.Shop;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The shop of {@link Shop} over tables in memory. A test can count requests, make them fail, and
 * run other requests before or after them; those are not counted. The test and the pauses of the
 * flows advance time. For one thread.
 */
public final class ModelShop {
    /** Does not disturb the request. */
    public static final Runnable NOTHING = () -> {};

    /** Loses the response. After a request, it has taken effect; before a request, it has not. */
    public static final Runnable LOST = failing(CallFailure.Kind.IN_DOUBT);

    private final ModelTables model =
            new ModelTables() {
                @Override
                void check(List<StockItem> shards) {
                    Invariants.conserved(shards);
                }
            };
    private final SettableClock clock = new SettableClock();
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> requests = new ArrayList<>();
    private final Map<String, Deque<Runnable>> before = new HashMap<>();
    private final Map<String, Deque<Runnable>> after = new HashMap<>();
    private final RetryingTables tables =
            new RetryingTables(
                    watched(),
                    new Retries(
                            Backoff.standard(new SplittableRandom(1)), this::pass, (_, _) -> {}),
                    clock);
    private final PlaceSource places;
    private final Reservations reservations;
    private Callable<Object> undelivered =
            () -> {
                throw new IllegalStateException("No request has failed");
            };
    private boolean isOfAnother;
    private int attempts;
    private Duration budget = Duration.ofSeconds(30);

    /** A shop with the locations of {@link Shop}. */
    public ModelShop() {
        this(PlaceSource.of(Places.planned(Shop.LOCATIONS)));
    }

    /** A shop with these locations and channels. */
    public ModelShop(PlaceSource places) {
        this.places = places;
        this.reservations = environment();
    }

    private StockTables watched() {
        return (StockTables)
                Proxy.newProxyInstance(
                        StockTables.class.getClassLoader(),
                        new Class<?>[] {StockTables.class},
                        (_, method, arguments) -> request(method, arguments));
    }

    private Object request(Method method, Object[] arguments) throws Throwable {
        try {
            if (isOfAnother) {
                return method.invoke(model, arguments);
            }
            requests.add(method.getName());
            try {
                runAction(before, method);
            } catch (CallFailure e) {
                undelivered = () -> method.invoke(model, arguments);
                throw e;
            }
            Object answer = method.invoke(model, arguments);
            runAction(after, method);
            return answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void runAction(Map<String, Deque<Runnable>> all, Method method) {
        Runnable next = all.getOrDefault(method.getName(), new ArrayDeque<>()).poll();
        if (next != null) {
            isOfAnother = true;
            try {
                next.run();
            } finally {
                isOfAnother = false;
            }
        }
    }

    /** Runs these actions before the next requests of this name, one each. */
    public void before(String request, Runnable... actions) {
        before.computeIfAbsent(request, _ -> new ArrayDeque<>()).addAll(List.of(actions));
    }

    /** Runs these actions after the next requests of this name, one each, before they return. */
    public void after(String request, Runnable... actions) {
        after.computeIfAbsent(request, _ -> new ArrayDeque<>()).addAll(List.of(actions));
    }

    /** Removes all pending actions. */
    public void recover() {
        before.clear();
        after.clear();
    }

    /** Applies the last request that failed before it took effect. */
    public void deliverLate() {
        try {
            Object _ = undelivered.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Makes the request fail with this kind of failure. */
    public static Runnable failing(CallFailure.Kind kind) {
        return () -> {
            throw new CallFailure(kind);
        };
    }

    /** The names of the requests since the last call, in order. */
    public List<String> drainRequests() {
        List<String> drained = List.copyOf(requests);
        requests.clear();
        return drained;
    }

    public void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        clock.advance(time);
    }

    /** Sets the time budget of further calls. */
    public void within(Duration time) {
        budget = time;
    }

    public Call call() {
        return new Call("test", "trace", Deadline.after(budget, nanos::get));
    }

    /** The time since the start. */
    public Duration passed() {
        return Duration.ofNanos(nanos.get());
    }

    /** A new execution environment with empty caches. */
    public Reservations environment() {
        return new Reservations(tables, places, Parallel.NONE, clock, this::attempt, Shop.KEYS);
    }

    public Reservations reservations() {
        return reservations;
    }

    public Shards shards() {
        return Shards.over(tables, Parallel.NONE, clock, this::attempt);
    }

    public SweepFlow sweepFlow() {
        return new SweepFlow(tables, clock, this::attempt);
    }

    private String attempt() {
        return "attempt-" + ++attempts;
    }

    public List<SupplyOutcome> supply(SupplyChange... changes) {
        return new SupplyApplier(tables, Parallel.NONE, clock, this::attempt)
                .apply(Arrays.asList(changes), call());
    }

    public SupplyOutcome supply(String sku, String location, long supply, long ledgerVersion) {
        return supply(change(sku, location, supply, ledgerVersion)).getFirst();
    }

    public static SupplyChange change(
            String sku, String location, long supply, long ledgerVersion) {
        return new SupplyChange(new Sku(sku), new Location(location), supply, ledgerVersion);
    }

    public SpreadResult spread(String sku, String location, int openShards) {
        return shards().spreader().spread(Shop.item(sku, location), openShards, call());
    }

    public ReserveResult reserve(String orderId, RequestedLine... lines) {
        return reservations.reserveFlow().reserve(Shop.order(orderId, lines), call());
    }

    /** An order of a customer. */
    public ReserveResult reserveFor(String customer, String orderId, RequestedLine... lines) {
        return reserveFor(reservations, customer, orderId, lines);
    }

    /** An order of a customer, in another environment. */
    public ReserveResult reserveFor(
            Reservations environment, String customer, String orderId, RequestedLine... lines) {
        return environment.reserveFlow().reserve(Shop.orderFor(customer, orderId, lines), call());
    }

    public PurchaseLimits purchaseLimits() {
        return new PurchaseLimits(tables, Parallel.NONE, clock, this::attempt);
    }

    /** Sets a limit, and lets the time pass until it begins. */
    public PurchaseLimit limit(
            String sku, String id, Optional<Long> perOrder, Optional<Long> perCustomer) {
        var wanted =
                new PurchaseLimits.Wanted(
                        id, perOrder, perCustomer, Optional.empty(), Optional.empty());
        PurchaseLimit limit =
                purchaseLimits()
                        .set(new Sku(sku), wanted, Shop.KEYS.current(), call())
                        .orElseThrow();
        clock.advance(PurchaseLimit.LEAD_TIME);
        return limit;
    }

    public PurchaseLimit limit(String sku, long perCustomer) {
        return limit(sku, "sale", Optional.empty(), Optional.of(perCustomer));
    }

    /** Units that customers hold under limits, of all limits together. */
    public long allowance() {
        return model.allAllowances().stream().mapToLong(Allowance::held).sum();
    }

    public List<Allowance> allowances() {
        return model.allAllowances();
    }

    public ConfirmResult confirm(String orderId) {
        return reservations.confirmFlow().confirm(new OrderId(orderId), call());
    }

    public ReleaseResult release(String orderId) {
        return reservations.releaseFlow().release(new OrderId(orderId), call());
    }

    public ExpireResult expire(String orderId) {
        return reservations.expireFlow().expire(new OrderId(orderId), call());
    }

    public CancelResult cancel(String orderId, String cancellationId, RequestedLine... lines) {
        var command =
                new CancelCommand(
                        new OrderId(orderId),
                        new CancellationId(cancellationId),
                        Arrays.asList(lines));
        return reservations.cancelFlow().cancel(command, call());
    }

    /** The hold ends so much later than now; it may become shorter. */
    public ExtendResult extend(String orderId, Duration hold) {
        return reservations
                .extendFlow(_ -> ReserveCommand.HOLD_MAX)
                .extend(new ExtendCommand(new OrderId(orderId), hold, true), call());
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
        return reservations.transferFlow().transfer(command, call());
    }

    /** Orders of a mall, which it has already promised. */
    public ReserveResult accept(String mall, String orderId, RequestedLine... lines) {
        var channel = new Channel(mall);
        var command =
                new ReserveCommand(new OrderId(orderId), channel, Shop.HOLD, Arrays.asList(lines));
        return reservations.promisedOrders(channel, true).accept(command, call());
    }

    /** Sets units aside, or gives them back; returns the units that moved. */
    public long setAside(String mall, String sku, String location, long units, String id) {
        return moved(
                pools().setAside(
                                List.of(Shop.item(sku, location)),
                                new Channel(mall),
                                units,
                                id,
                                call()));
    }

    public long giveBack(String mall, String sku, String location, long units, String id) {
        return moved(
                pools().giveBack(
                                List.of(Shop.item(sku, location)),
                                new Channel(mall),
                                units,
                                id,
                                call()));
    }

    private ChannelPools pools() {
        return new ChannelPools(shards());
    }

    private static long moved(ChannelPools.Result result) {
        return switch (result) {
            case ChannelPools.Result.Moved(long units) -> units;
            case ChannelPools.Result.UnknownItem _ -> -1;
        };
    }

    /** All current items, sorted by key. */
    public List<StockItem> items() {
        return model.allItems();
    }

    public StockItem item(ItemKey key) {
        return items().stream().filter(item -> item.key().equals(key)).findFirst().orElseThrow();
    }

    /** Units of each item of a SKU at a location, the first one first. */
    public List<Long> available(String sku, String location) {
        return items().stream()
                .filter(item -> item.key().first().equals(Shop.item(sku, location)))
                .map(StockItem::available)
                .toList();
    }

    public List<Delta> deltas() {
        return model.allDeltas();
    }

    /** The ids of every take so far, from the stream. */
    public List<String> takeIds() {
        return model.stream().stream()
                .map(StockItem::lastChange)
                .filter(change -> change.kind() == LastChange.Kind.TAKE)
                .map(LastChange::attempt)
                .toList();
    }

    /** Every take so far, from the stream. */
    public List<OpenTake> takes() {
        return model.stream().stream().flatMap(image -> OpenTake.of(image).stream()).toList();
    }
}
