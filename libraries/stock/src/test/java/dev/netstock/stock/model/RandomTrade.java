package dev.netstock.stock.model;

import dev.netstock.platform.call.Backoff;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.Retries;
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
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.pool.ChannelPools;
import dev.netstock.stock.reservation.CancelCommand;
import dev.netstock.stock.reservation.ExtendCommand;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.Reservations;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.reservation.TransferCommand;
import dev.netstock.stock.shard.Shards;
import dev.netstock.stock.supply.SupplyApplier;
import dev.netstock.stock.supply.SupplyChange;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockTables.DeltaKey;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random commands of a shop, drawn from a seed, through the real flows over tables in memory. Tests
 * of projections use its events. For one thread.
 */
public final class RandomTrade {
    private static final Locations LOCATIONS = Locations.parse("east,west");
    private static final Channel MALL = new Channel("rakuten");
    private static final List<Channel> CHANNELS = List.of(new Channel("storefront"), MALL);
    private static final int SKUS = 4;
    private static final int STOCKED_FIRST = 3;
    private static final int LINES_MAX = 2;
    private static final int UNITS_MAX = 3;
    private static final int ORDERS_AT_HAND = 60;

    private final RandomGenerator random;
    private final ModelTables tables = new ModelTables();
    private final Reservations reservations;
    private final SupplyApplier supplies;
    private final ChannelPools pools;
    private final Map<SupplyOf, Long> ledgerVersions = new HashMap<>();
    private final Set<DeltaKey> returned = new HashSet<>();
    private final String name;
    private final Duration pace;
    private Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private int orders;
    private int attempts;

    private record SupplyOf(Sku sku, Location location) {}

    /**
     * @param seed the seed of all random choices
     * @param pace the longest time between two commands
     */
    public RandomTrade(long seed, Duration pace) {
        this.pace = pace;
        random = new SplittableRandom(seed);
        name = "trade-" + seed + "-";
        var retries = new Retries(Backoff.standard(random), _ -> {}, (_, _) -> {});
        var retrying = new RetryingTables(tables, retries, () -> now);
        reservations =
                new Reservations(
                        retrying,
                        PlaceSource.of(Places.planned(LOCATIONS)),
                        Parallel.NONE,
                        () -> now,
                        () -> "a" + ++attempts);
        supplies = new SupplyApplier(retrying, Parallel.NONE, () -> now, () -> "a" + ++attempts);
        pools =
                new ChannelPools(
                        Shards.over(retrying, Parallel.NONE, () -> now, () -> "a" + ++attempts));
    }

    /** Runs a number of commands after some initial supply; returns their deltas. */
    public List<Delta> run(int commands) {
        while (ledgerVersions.size() < STOCKED_FIRST) {
            supply();
        }
        for (int i = 0; i < commands; i++) {
            now = now.plus(Duration.ofMillis(random.nextLong(pace.toMillis())));
            command();
        }
        return tables.allDeltas().stream()
                .filter(delta -> returned.add(DeltaKey.of(delta)))
                .toList();
    }

    private void command() {
        switch (random.nextInt(14)) {
            case 0 -> supply();
            case 1, 2, 3, 4 -> reserve();
            case 5, 6 -> reservations.confirmFlow().confirm(anyOrder(), call());
            case 7 -> reservations.releaseFlow().release(anyOrder(), call());
            case 8 -> reservations.expireFlow().expire(anyOrder(), call());
            case 9 -> ship();
            case 10 -> mall();
            case 11 -> extend();
            case 12 -> transfer();
            default -> cancel();
        }
    }

    /** Supply only grows: a supply below the sold units is an oversell. */
    private void supply() {
        var of = new SupplyOf(anySku(), anyOf(LOCATIONS.byPriority()));
        long version = ledgerVersions.merge(of, 1L, Long::sum);
        supplies.apply(
                List.of(new SupplyChange(of.sku(), of.location(), version * 40, version)), call());
    }

    private void reserve() {
        reservations.reserveFlow().reserve(order(anyOf(CHANNELS)), call());
    }

    private ReserveCommand order(Channel channel) {
        orders++;
        return new ReserveCommand(
                new OrderId(name + orders), channel, ReserveCommand.HOLD_MIN, lines());
    }

    /** A mall sends an order that it has promised, or units are set aside for it. */
    private void mall() {
        if (random.nextBoolean()) {
            reservations.promisedOrders(MALL, true).accept(order(MALL), call());
        } else {
            move();
        }
    }

    /** Sets units aside for the mall, or gives them back. */
    private void move() {
        ItemKey item = ItemKey.of(anySku(), anyOf(LOCATIONS.byPriority()));
        String id = "move-" + ++attempts;
        ChannelPools.Result _ =
                random.nextBoolean()
                        ? pools.setAside(List.of(item), MALL, UNITS_MAX, id, call())
                        : pools.giveBack(List.of(item), MALL, UNITS_MAX, id, call());
    }

    private List<RequestedLine> lines() {
        return IntStream.rangeClosed(0, random.nextInt(LINES_MAX))
                .mapToObj(
                        _ ->
                                new RequestedLine(
                                        anySku(),
                                        random.nextBoolean()
                                                ? Optional.empty()
                                                : Optional.of(anyOf(LOCATIONS.byPriority())),
                                        random.nextInt(1, UNITS_MAX + 1)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private void cancel() {
        OrderId order = anyOrder();
        boolean isWhole = random.nextBoolean();
        var id = new CancellationId("c" + random.nextInt(3));
        reservations
                .cancelFlow()
                .cancel(new CancelCommand(order, id, isWhole ? List.of() : lines()), call());
    }

    private void extend() {
        var hold = Duration.ofSeconds(random.nextInt(10, 30));
        reservations
                .extendFlow(_ -> ReserveCommand.HOLD_MAX)
                .extend(new ExtendCommand(anyOrder(), hold, random.nextBoolean()), call());
    }

    /** To a location that may have too few units, or from one that holds none. */
    private void transfer() {
        var id = new TransferId("t" + random.nextInt(3));
        Location to = anyOf(LOCATIONS.byPriority());
        List<RequestedLine> lines = random.nextBoolean() ? List.of() : lines();
        reservations
                .transferFlow()
                .transfer(new TransferCommand(anyOrder(), id, to, lines), call());
    }

    /** Not always units that the order holds, or a location where it holds them. */
    private void ship() {
        var total =
                new ShippedLine(
                        anySku(), anyOf(LOCATIONS.byPriority()), random.nextInt(1, UNITS_MAX + 1));
        reservations.shipFlow().ship(anyOrder(), List.of(total), call());
    }

    /** One of the latest orders: most older ones have ended. */
    private OrderId anyOrder() {
        return new OrderId(name + Math.max(1, orders - random.nextInt(ORDERS_AT_HAND)));
    }

    private Sku anySku() {
        return new Sku("sku-" + random.nextInt(SKUS));
    }

    private <T> T anyOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static Call call() {
        return new Call("trade", "trace", Deadline.after(Duration.ofMinutes(1)));
    }
}
