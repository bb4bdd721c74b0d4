package dev.netstock.stock.model;

import dev.netstock.platform.call.Backoff;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Locations;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.TransferId;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.ShippedLine;
import dev.netstock.stock.limit.Customer;
import dev.netstock.stock.model.Interleaver.Odds;
import dev.netstock.stock.place.Place;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.place.SalesChannel;
import dev.netstock.stock.pool.BufferSetting;
import dev.netstock.stock.pool.ChannelPools;
import dev.netstock.stock.pool.OwnPools;
import dev.netstock.stock.reservation.CancelCommand;
import dev.netstock.stock.reservation.ConfirmResult;
import dev.netstock.stock.reservation.ExpireResult;
import dev.netstock.stock.reservation.ExtendCommand;
import dev.netstock.stock.reservation.ExtendResult;
import dev.netstock.stock.reservation.LimitExcess;
import dev.netstock.stock.reservation.ReleaseResult;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.Reservation;
import dev.netstock.stock.reservation.Reservations;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.reservation.ShipResult;
import dev.netstock.stock.reservation.TransferCommand;
import dev.netstock.stock.reservation.TransferResult;
import dev.netstock.stock.setting.PurchaseLimits;
import dev.netstock.stock.shard.Shards;
import dev.netstock.stock.supply.SupplyApplier;
import dev.netstock.stock.supply.SupplyChange;
import dev.netstock.stock.supply.SupplyOutcome;
import dev.netstock.stock.sweep.OpenTake;
import dev.netstock.stock.sweep.SweepFlow;
import dev.netstock.stock.table.PoolRule;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.Invariants;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * One history of a small shop, drawn from a seed. Orders have lines that compete for the same
 * units; they are sent up to three times at once with the lines in any order, ended in several ways
 * at once, and shipped meanwhile (too many units, from other locations, or for orders that do not
 * exist). Their holds are extended and shortened, and they move between locations, also to where
 * units left from. Buffers of the SKU and of its category change, and pools of a channel open and
 * end. Supply changes meanwhile, processes are killed, responses are lost, writes arrive late. Then
 * the sweep runs with the same faults.
 *
 * <p>In one of five histories, SKUs are split. Their terms stay as they are: takes from shards
 * other than the first follow a change of them only after seconds, longer than a history. In half
 * of those with a limit per customer, all orders are of one customer, who wants the last unit of
 * the limit.
 */
final class RandomHistory {
    private static final Duration BUDGET = Duration.ofSeconds(1);
    private static final Duration REQUEST = Duration.ofMillis(10);
    private static final List<Location> LOCATIONS = Locations.parse("east,west").byPriority();
    private static final int TRIES_MAX = 6;
    private static final int ORDERS_MAX = 6;
    private static final Channel CHANNEL = new Channel("storefront");
    private static final Channel MALL = new Channel("mall");
    private static final Channel WEB = new Channel("web");

    /** The web leaves a unit alone in the east, unless a SKU says otherwise. */
    private static final List<Place> WITH_BUFFER =
            Places.planned(new Locations(LOCATIONS)).locations().stream()
                    .map(RandomHistory::withBuffer)
                    .toList();

    private static final List<Optional<Location>> PLACES =
            List.of(
                    Optional.empty(),
                    Optional.of(LOCATIONS.getFirst()),
                    Optional.of(LOCATIONS.getLast()));

    private final Random random;
    private final List<Sku> skus;
    private final ModelTables tables;
    private final Interleaver interleaver;
    private final RetryingTables retrying;
    private final AtomicInteger attempts = new AtomicInteger();
    private final List<ReserveResult.Reserved> promised = new ArrayList<>();
    private final List<ConfirmResult.Confirmed> confirmed = new ArrayList<>();
    private final List<Reservation> answered = new ArrayList<>();
    private final Map<OrderId, Map<ItemKey, Long>> leftInTotal = new HashMap<>();
    private final List<RecordedShipment> recorded = new ArrayList<>();
    private final Map<String, Long> moved = new HashMap<>();
    private final List<Reservations> environments;
    private final RandomLimits limits;
    private final Places places;
    private final Random ofCategories;
    private final boolean isSplit;

    private static Place withBuffer(Place place) {
        return new Place(
                place.location(),
                place.name(),
                true,
                place.priority(),
                place.groups(),
                false,
                Optional.empty(),
                place.location().equals(LOCATIONS.getFirst())
                        ? new TreeMap<>(Map.of(WEB, 1))
                        : new TreeMap<>(),
                Instant.EPOCH,
                1);
    }

    /** Totals of an order that net stock acknowledged. */
    private record RecordedShipment(OrderId order, List<ShippedLine> totals) {}

    RandomHistory(long seed, ModelTables tables) {
        this.random = new Random(seed);
        this.skus =
                IntStream.rangeClosed(0, random.nextInt(3))
                        .mapToObj(number -> new Sku("sku-" + number))
                        .toList();
        this.tables = tables;
        this.interleaver = new Interleaver(random, Odds.NONE);
        var retries =
                new Retries(
                        new Backoff(Duration.ZERO, Duration.ZERO, random), _ -> {}, (_, _) -> {});
        this.retrying =
                new RetryingTables(
                        new InterleavedTables(tables, interleaver), retries, () -> Instant.EPOCH);
        this.limits = new RandomLimits(new Random(seed), skus.getFirst());
        var channel = SalesChannel.byDefault(CHANNEL).withLimit(limits.ofChannel());
        this.places = new Places(1, WITH_BUFFER, List.of(channel));
        this.environments = List.of(environment(), environment());
        tables.checkTerms(RandomHistory::seller, places::buffer);
        this.ofCategories = new Random(seed ^ 1);
        this.isSplit = new Random(~seed).nextInt(5) == 0;
    }

    /**
     * An execution environment with caches of its own. At each request the clock is later than
     * every hold that began before, unless it was extended.
     */
    private Reservations environment() {
        return new Reservations(
                retrying,
                PlaceSource.of(places),
                Parallel.NONE,
                this::now,
                this::attempt,
                RandomLimits.KEYS);
    }

    /** Orders of the mall are promised: no terms hold for them. */
    private static Optional<Channel> seller(OrderId order) {
        return order.value().startsWith("order-")
                ? Optional.of(CHANNEL)
                : order.value().startsWith("web-") ? Optional.of(WEB) : Optional.empty();
    }

    /** A new environment, or one that has served other requests and may know the order. */
    private Reservations reservations() {
        int chosen = random.nextInt(2 * environments.size());
        return chosen < environments.size() ? environments.get(chosen) : environment();
    }

    /** Runs the history, and checks the invariants at the end. */
    void run() {
        stockUp();
        var drawn =
                new Odds(
                        anyOf(0, 0.02, 0.08), anyOf(0, 0.05, 0.2), anyOf(0, 0.1), anyOf(0.2, 0.01));
        Odds odds = limits.isRush() ? new Odds(0, 0.3, 0, 0.25) : drawn;
        interleaver.odds(odds);
        trade();
        interleaver.run();
        if (odds.areNone()) {
            everyTakeIsClaimedOrUndone();
        }
        sweepAll();
        interleaver.runLateWrites();
        sweepAll();
        endPools();
        Invariants.conservation(tables.allItems());
        Invariants.moves(tables.allItems(), tables.allDeltas());
        Invariants.journal(tables.allItems(), tables.allDeltas());
        Invariants.once(tables.allDeltas());
        Invariants.shippedStays(tables.allDeltas());
        Invariants.holdsAndTransfers(tables.allDeltas());
        Invariants.poolsAreKept(tables.allItems(), tables.allDeltas());
        limits.areKept(tables.deltasInOrder(), CHANNEL);
        Invariants.allowances(tables.allAllowances(), tables.allDeltas());
        movesWereTrue();
        shipmentsAreRecordedOnce();
        answersWereTrue();
    }

    private void stockUp() {
        for (Sku sku : skus) {
            for (Location location : LOCATIONS) {
                if (location.equals(LOCATIONS.getFirst()) || random.nextBoolean()) {
                    supply(ItemKey.of(sku, location), random.nextInt(1, 7), 1);
                }
            }
        }
        interleaver.run();
        if (isSplit) {
            split();
            interleaver.run();
        }
        if (limits.areOfSku()) {
            interleaver.addImmortal(() -> limits.set(purchaseLimits(), call()));
            interleaver.run();
        }
    }

    private void split() {
        for (Sku sku : skus) {
            ItemKey place = ItemKey.of(sku, LOCATIONS.getFirst());
            int shards = random.nextInt(2, 4);
            interleaver.addImmortal(
                    () -> {
                        var _ = shards().spreader().spread(place, shards, call());
                    });
        }
        var setting = new BufferSetting(shards());
        Map<Channel, Integer> buffers = Map.of(CHANNEL, random.nextInt(1, 4), WEB, 2);
        interleaver.addImmortal(
                () -> {
                    boolean _ =
                            setting.replace(
                                    ItemKey.of(skus.getFirst(), LOCATIONS.getFirst()),
                                    buffers,
                                    call());
                });
    }

    private PurchaseLimits purchaseLimits() {
        return new PurchaseLimits(retrying, Parallel.NONE, this::now, this::attempt);
    }

    private void trade() {
        int orders = limits.isRush() ? ORDERS_MAX : random.nextInt(1, ORDERS_MAX + 1);
        for (int i = 0; i < orders; i++) {
            var order = new OrderId("order-" + i);
            List<RequestedLine> lines =
                    limits.isRush() || (isSplit && random.nextBoolean()) ? lastUnit() : lines();
            Optional<Customer> customer = limits.customer(order);
            int clicks = List.of(1, 1, 2, 3).get(random.nextInt(4));
            IntStream.range(0, clicks)
                    .forEach(
                            _ -> {
                                List<RequestedLine> permuted = new ArrayList<>(lines);
                                Collections.shuffle(permuted, random);
                                interleaver.add(() -> reserve(order, CHANNEL, permuted, customer));
                            });
            IntStream.range(0, random.nextInt(4)).forEach(_ -> interleaver.add(end(order)));
            IntStream.range(0, random.nextInt(3))
                    .forEach(_ -> ship(order, random.nextBoolean() ? anyPlace() : placeOf(lines)));
            IntStream.range(0, random.nextInt(3)).forEach(_ -> extend(order));
            if (random.nextInt(3) == 0) {
                interleaver.add(() -> orGiveUp(() -> expireInTheEnd(order)));
            }
            IntStream.range(0, random.nextInt(3)).forEach(n -> transfer(order, "t" + n, lines));
            if (limits.isRush()) {
                interleaver.add(() -> orGiveUp(() -> release(order)));
            }
        }
        List<OrderId> all =
                IntStream.range(0, orders).mapToObj(i -> new OrderId("order-" + i)).toList();
        IntStream.range(0, random.nextInt(3))
                .forEach(_ -> interleaver.add(() -> orGiveUp(() -> expireTogether(all))));
        ship(new OrderId("unknown"), anyPlace());
        sellAtTheMall();
        if (!isSplit) {
            openPools();
            changeBuffers();
        }
        sellOnTheWeb();
        if (limits.areOfSku()) {
            interleaver.add(() -> orGiveUp(() -> limits.raise(purchaseLimits(), call())));
        }
        // Supply only grows: a supply below the sold units is a legitimate oversell, and has tests
        // of its own.
        IntStream.range(0, random.nextInt(3)).forEach(i -> supply(anyPlace(), 6 + i, 2 + i));
    }

    /** Holds of a moment, of ten requests, and longer than the history; sent once or twice. */
    private void extend(OrderId order) {
        Duration hold =
                List.of(
                                ReserveCommand.HOLD_MIN,
                                ReserveCommand.HOLD_MIN.multipliedBy(10),
                                ReserveCommand.HOLD_MAX)
                        .get(random.nextInt(3));
        var command = new ExtendCommand(order, hold, random.nextBoolean());
        IntStream.rangeClosed(0, random.nextInt(2))
                .forEach(_ -> interleaver.add(() -> orGiveUp(() -> extend(command))));
    }

    /** Some requests come only once the order exists. */
    private void extend(ExtendCommand command) {
        ExtendResult result;
        int tries = random.nextInt(1, TRIES_MAX);
        do {
            result =
                    reservations().extendFlow(_ -> ReserveCommand.HOLD_MAX).extend(command, call());
        } while (result instanceof ExtendResult.UnknownOrder && --tries > 0);
        switch (result) {
            case ExtendResult.Extended(Reservation reservation) -> answered.add(reservation);
            case ExtendResult.Unchanged(Reservation reservation) -> answered.add(reservation);
            default -> {}
        }
    }

    /** A batch of messages, of which those of the same item are expired in one transaction. */
    private void expireTogether(List<OrderId> orders) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            answered.addAll(reservations().expireFlow().expireTogether(orders, call()).values());
        }
    }

    /** Messages of the ends of a hold, until one of them finds it over. */
    private void expireInTheEnd(OrderId order) {
        for (int tries = 0; tries < 2 * TRIES_MAX; tries++) {
            switch (reservations().expireFlow().expire(order, call())) {
                case ExpireResult.Expired _, ExpireResult.AlreadyEnded _ -> {
                    return;
                }
                case ExpireResult.NotYet _, ExpireResult.UnknownOrder _ -> {}
            }
        }
    }

    /** All units or some, to a location that may have too few; sent up to three times. */
    private void transfer(OrderId order, String id, List<RequestedLine> ordered) {
        Location to = LOCATIONS.get(random.nextInt(LOCATIONS.size()));
        List<RequestedLine> lines =
                List.of(List.<RequestedLine>of(), ordered, lines(), oneUnit(ordered))
                        .get(random.nextInt(4));
        var command = new TransferCommand(order, new TransferId(id), to, lines);
        IntStream.rangeClosed(0, random.nextInt(3))
                .forEach(_ -> interleaver.add(() -> orGiveUp(() -> transfer(command))));
    }

    /** Some requests come only once the order exists. */
    private void transfer(TransferCommand command) {
        TransferResult result;
        boolean isRepeat;
        int tries = random.nextInt(1, TRIES_MAX);
        do {
            isRepeat = isTransferred(command);
            result =
                    tables.inTransfer(
                            () -> reservations().transferFlow().transfer(command, call()));
        } while (result instanceof TransferResult.UnknownOrder && --tries > 0);
        switch (result) {
            case TransferResult.Transferred(Reservation reservation) -> answered.add(reservation);
            case TransferResult.AlreadyTransferred(Reservation reservation) ->
                    answered.add(reservation);
            case TransferResult.TransferIdReused _ ->
                    throw new AssertionError("Each id has one transfer: " + command);
            default -> {
                if (isRepeat) {
                    throw new AssertionError("A repeated transfer was refused: " + command);
                }
            }
        }
    }

    /** Whether every request that starts now is a repeat. */
    private boolean isTransferred(TransferCommand command) {
        return tables.allDeltas().stream()
                .anyMatch(
                        delta ->
                                delta.cause().equals(Cause.of(command.orderId()))
                                        && delta.change() instanceof Change.Transferred transferred
                                        && transferred.transferId().equals(command.transferId()));
    }

    /** Units are set aside for a mall and given back while it sells what it has promised. */
    private void sellAtTheMall() {
        for (int i = 0; i < random.nextInt(4); i++) {
            String id = "move-" + i;
            ItemKey place = anyPlace();
            long units = random.nextLong(1, 4);
            boolean back = random.nextInt(3) == 0;
            IntStream.rangeClosed(0, random.nextInt(2))
                    .forEach(_ -> interleaver.add(() -> move(place, units, back, id)));
        }
        for (int i = 0; i < random.nextInt(3); i++) {
            var order = new OrderId("mall-" + i);
            var command = new ReserveCommand(order, MALL, ReserveCommand.HOLD_MIN, lines());
            IntStream.rangeClosed(0, random.nextInt(2))
                    .forEach(_ -> interleaver.add(() -> accept(command)));
            IntStream.range(0, random.nextInt(2)).forEach(_ -> interleaver.add(end(order)));
        }
    }

    /** A channel has pools of its own, which open and end while it sells. */
    private void openPools() {
        for (int i = 0; i < random.nextInt(3); i++) {
            String id = "open-" + i;
            ItemKey place = anyPlace();
            long units = random.nextLong(0, 4);
            PoolRule rule = random.nextBoolean() ? PoolRule.OWN_ONLY : PoolRule.SPILLOVER;
            IntStream.rangeClosed(0, random.nextInt(2))
                    .forEach(_ -> interleaver.add(() -> open(place, rule, units, id)));
            boolean isOpenBefore = random.nextBoolean();
            IntStream.range(0, random.nextInt(3))
                    .forEach(
                            _ ->
                                    interleaver.add(
                                            () -> {
                                                if (isOpenBefore) {
                                                    open(place, rule, units, id);
                                                }
                                                end(place, id);
                                            }));
        }
    }

    private void sellOnTheWeb() {
        for (int i = 0; i < random.nextInt(4); i++) {
            var order = new OrderId("web-" + i);
            List<RequestedLine> lines = lines();
            var customer = Optional.of(new Customer(order.value()));
            IntStream.rangeClosed(0, random.nextInt(2))
                    .forEach(_ -> interleaver.add(() -> reserve(order, WEB, lines, customer)));
            IntStream.range(0, random.nextInt(3)).forEach(_ -> interleaver.add(end(order)));
        }
    }

    private void changeBuffers() {
        for (int i = 0; i < random.nextInt(4); i++) {
            ItemKey place = anyPlace();
            Map<Channel, Integer> buffers = new HashMap<>();
            buffers.put(random.nextBoolean() ? CHANNEL : WEB, random.nextInt(4));
            var setting = new BufferSetting(shards());
            interleaver.add(() -> orGiveUp(() -> setting.replace(place, buffers, call())));
        }
    }

    private Shards shards() {
        return Shards.over(retrying, Parallel.NONE, this::now, this::attempt);
    }

    private void open(ItemKey place, PoolRule rule, long units, String id) {
        var pools = new OwnPools(shards());
        orGiveUp(
                () -> {
                    if (pools.open(place, WEB, rule, units, id, call())
                                    instanceof ChannelPools.Result.Moved(long some)
                            && some > 0) {
                        moved.put(id, some);
                    }
                });
    }

    private void end(ItemKey place, String id) {
        var pools = new OwnPools(shards());
        orGiveUp(() -> pools.end(place, WEB, "end-" + id, call()));
    }

    private static boolean isInUse(StockItem pool) {
        return pool.available() != 0 || !pool.layout().isClosing();
    }

    /**
     * What was killed while it ended a pool is repeated, by three workers at once; then no unit is
     * left in it.
     */
    private void endPools() {
        interleaver.odds(Odds.NONE);
        for (Sku sku : skus) {
            for (Location location : LOCATIONS) {
                ItemKey place = ItemKey.of(sku, location);
                for (int worker = 0; worker < 3; worker++) {
                    interleaver.addImmortal(
                            () -> {
                                long _ = new OwnPools(shards()).end(place, WEB, "end", call());
                            });
                }
            }
        }
        interleaver.run();
        for (StockItem first : tables.allItems()) {
            first.pool(WEB).stream()
                    .flatMap(key -> tables.allItems().stream().filter(it -> it.key().equals(key)))
                    .filter(RandomHistory::isInUse)
                    .forEach(
                            pool -> {
                                throw new AssertionError("An ended pool is in use: " + pool);
                            });
        }
    }

    private void move(ItemKey place, long units, boolean back, String id) {
        var pools =
                new ChannelPools(Shards.over(retrying, Parallel.NONE, this::now, this::attempt));
        orGiveUp(
                () -> {
                    ChannelPools.Result result =
                            back
                                    ? pools.giveBack(List.of(place), MALL, units, id, call())
                                    : pools.setAside(List.of(place), MALL, units, id, call());
                    if (result instanceof ChannelPools.Result.Moved(long some) && some > 0) {
                        moved.put(id, some);
                    }
                });
    }

    private void accept(ReserveCommand command) {
        orGiveUp(
                () -> {
                    switch (reservations().promisedOrders(MALL, true).accept(command, call())) {
                        case ReserveResult.Reserved reserved -> promised.add(reserved);
                        case ReserveResult.InsufficientStock _,
                                ReserveResult.LimitExceeded _,
                                ReserveResult.CustomerRequired _,
                                ReserveResult.HoldTooLong _,
                                ReserveResult.PickupNotOffered _ ->
                                throw new AssertionError("A mall's order is never refused");
                        default -> {}
                    }
                });
    }

    /** Without faults, no attempt leaves a take to the sweep. */
    private void everyTakeIsClaimedOrUndone() {
        Invariants.journal(tables.allItems(), tables.allDeltas());
    }

    /** A move that was acknowledged moved so many units, once. */
    private void movesWereTrue() {
        moved.forEach(
                (id, units) -> {
                    long inRows =
                            tables.deltas(Cause.move(id)).stream()
                                    .flatMap(row -> row.lines().stream())
                                    .mapToLong(line -> Math.max(0, line.units()))
                                    .sum();
                    if (inRows != units) {
                        throw new AssertionError("Moved " + inRows + ", not " + units);
                    }
                });
    }

    /** Half of the orders have one line that names its location, and so take blindly. */
    private List<RequestedLine> lines() {
        if (random.nextBoolean()) {
            ItemKey place = anyPlace();
            return List.of(
                    new RequestedLine(
                            place.sku(), Optional.of(place.location()), random.nextInt(1, 3)));
        }
        List<RequestedLine> lines = new ArrayList<>();
        for (Sku sku : skus) {
            for (Optional<Location> location : PLACES) {
                if (lines.isEmpty() || random.nextInt(3) == 0) {
                    lines.add(new RequestedLine(sku, location, random.nextInt(1, 3)));
                }
            }
        }
        return lines;
    }

    private List<RequestedLine> lastUnit() {
        return List.of(new RequestedLine(skus.getFirst(), Optional.of(LOCATIONS.getFirst()), 1));
    }

    /** One unit of an order that may have more of it. */
    private static List<RequestedLine> oneUnit(List<RequestedLine> ordered) {
        return List.of(new RequestedLine(ordered.getFirst().sku(), Optional.empty(), 1));
    }

    /** Where a line of the order may be reserved. */
    private ItemKey placeOf(List<RequestedLine> lines) {
        RequestedLine line = lines.get(random.nextInt(lines.size()));
        return ItemKey.of(line.sku(), line.location().orElse(LOCATIONS.getFirst()));
    }

    private ItemKey anyPlace() {
        return ItemKey.of(
                skus.get(random.nextInt(skus.size())),
                LOCATIONS.get(random.nextInt(LOCATIONS.size())));
    }

    private void reserve(
            OrderId order,
            Channel channel,
            List<RequestedLine> lines,
            Optional<Customer> customer) {
        var command =
                new ReserveCommand(
                        order,
                        channel,
                        Optional.of(ReserveCommand.HOLD_MIN),
                        lines,
                        Optional.empty(),
                        customer);
        boolean isDeclared = random.nextInt(4) == 0;
        orGiveUp(
                () -> {
                    boolean isRepeat = isReserved(order);
                    var flow = reservations().reserveFlow();
                    switch (tables.inReservation(
                            () ->
                                    isDeclared
                                            ? flow.reserveAgain(command, call())
                                            : flow.reserve(command, call()))) {
                        case ReserveResult.Reserved reserved -> promised.add(reserved);
                        case ReserveResult.OrderIdReused _ ->
                                throw new AssertionError("The order of lines counted: " + order);
                        case ReserveResult.InsufficientStock _,
                                ReserveResult.LimitExceeded _,
                                ReserveResult.CustomerRequired _,
                                ReserveResult.HoldTooLong _,
                                ReserveResult.PickupNotOffered _
                                when isRepeat ->
                                throw new AssertionError("A repeat was refused: " + order);
                        case ReserveResult.LimitExceeded(List<LimitExcess> excesses) ->
                                limits.isTrue(excesses, tables);
                        default -> {}
                    }
                });
    }

    /** Whether every request that starts now is a repeat. */
    private boolean isReserved(OrderId order) {
        return tables.allDeltas().stream()
                .anyMatch(
                        delta ->
                                delta.change() instanceof Change.Reserved
                                        && delta.cause().equals(Cause.of(order)));
    }

    /**
     * The ledger sends shipped totals, once or twice, in any order, and again if the order does not
     * exist yet.
     */
    private void ship(OrderId order, ItemKey place) {
        Map<ItemKey, Long> left = leftInTotal.computeIfAbsent(order, _ -> new TreeMap<>());
        left.merge(place, random.nextLong(1, 4), Long::sum);
        List<ShippedLine> totals =
                left.entrySet().stream()
                        .map(
                                total ->
                                        new ShippedLine(
                                                total.getKey().sku(),
                                                total.getKey().location(),
                                                total.getValue()))
                        .toList();
        Runnable send =
                () ->
                        orGiveUp(
                                () -> {
                                    for (int tries = 0; tries < TRIES_MAX; tries++) {
                                        if (!(reservations().shipFlow().ship(order, totals, call())
                                                instanceof ShipResult.UnknownOrder)) {
                                            recorded.add(new RecordedShipment(order, totals));
                                            follow(order);
                                            return;
                                        }
                                    }
                                });
        IntStream.rangeClosed(0, random.nextInt(2)).forEach(_ -> interleaver.add(send));
    }

    /** The hold follows units that left from elsewhere; not always, as its process may die. */
    private void follow(OrderId order) {
        if (random.nextBoolean()) {
            tables.inTransfer(() -> reservations().transferFlow().followShipments(order, call()))
                    .ifPresent(answered::add);
        }
    }

    private Runnable end(OrderId order) {
        return switch (random.nextInt(4)) {
            case 0 -> () -> orGiveUp(() -> confirm(order));
            case 1 -> () -> orGiveUp(() -> release(order));
            case 2 -> () -> orGiveUp(() -> reservations().expireFlow().expire(order, call()));
            default ->
                    () ->
                            orGiveUp(
                                    () -> {
                                        confirm(order);
                                        var command =
                                                new CancelCommand(
                                                        order,
                                                        new CancellationId("c" + random.nextInt(2)),
                                                        random.nextBoolean() ? List.of() : lines());
                                        reservations().cancelFlow().cancel(command, call());
                                    });
        };
    }

    /** Some customers leave only once their order exists. */
    private void release(OrderId order) {
        int tries = random.nextInt(1, TRIES_MAX);
        while (tries-- > 0
                && reservations().releaseFlow().release(order, call())
                        instanceof ReleaseResult.UnknownOrder) {
            // The next request asks again.
        }
    }

    private void confirm(OrderId order) {
        if (reservations().confirmFlow().confirm(order, call())
                instanceof ConfirmResult.Confirmed result) {
            confirmed.add(result);
        }
    }

    /** Sends it until it succeeds, as a queue redelivers it. */
    private void supply(ItemKey place, long supply, long ledgerVersion) {
        var change =
                new SupplyChange(
                        place.sku(),
                        place.location(),
                        supply,
                        ledgerVersion,
                        categoryBuffers(ledgerVersion));
        var applying = new SupplyApplier(retrying, Parallel.NONE, this::now, this::attempt);
        interleaver.addImmortal(
                () -> {
                    // The ledger retries changes that were not applied in time.
                    SupplyOutcome outcome;
                    do {
                        outcome = applying.apply(List.of(change), call()).getFirst();
                    } while (outcome instanceof SupplyOutcome.TryAgain);
                });
    }

    /** They are terms, too: of split SKUs they stay as they were at the beginning. */
    private Optional<Map<Channel, Integer>> categoryBuffers(long ledgerVersion) {
        boolean mayChange = ledgerVersion == 1 || !isSplit;
        return mayChange && ofCategories.nextInt(3) == 0
                ? Optional.of(
                        Map.of(ofCategories.nextBoolean() ? CHANNEL : WEB, ofCategories.nextInt(4)))
                : Optional.empty();
    }

    /** Sweeps the takes in batches until all are swept, despite faults. */
    private void sweepAll() {
        List<OpenTake> open = new ArrayList<>();
        int seen = 0;
        while (seen < tables.stream().size() || !open.isEmpty()) {
            int next = Math.min(tables.stream().size(), seen + random.nextInt(1, 10));
            tables.stream().subList(seen, next).stream()
                    .flatMap(image -> OpenTake.of(image).stream())
                    .forEach(open::add);
            seen = next;
            open = leftOf(List.copyOf(open));
        }
    }

    /** The takes that a sweep did not complete; all of them, if the sweeper is killed. */
    private List<OpenTake> leftOf(List<OpenTake> takes) {
        var sweeping = new SweepFlow(retrying, this::now, this::attempt);
        var left = new AtomicReference<>(takes);
        interleaver.add(() -> left.set(sweeping.sweepAll(takes, call()).left()));
        interleaver.run();
        return new ArrayList<>(left.get());
    }

    /** Every acknowledged shipment is recorded, and no other. */
    private void shipmentsAreRecordedOnce() {
        Map<OrderId, Map<ItemKey, Long>> rows = new HashMap<>();
        for (Delta delta : tables.allDeltas()) {
            if (delta.change() instanceof Change.Shipped(List<ShippedLine> lines)) {
                var order = new OrderId(delta.cause().id());
                lines.forEach(
                        line ->
                                rows.computeIfAbsent(order, _ -> new HashMap<>())
                                        .merge(place(line), line.units(), Long::sum));
            }
        }
        rows.forEach(
                (order, units) ->
                        units.forEach(
                                (place, sum) -> {
                                    if (sum > leftOf(leftInTotal, order, place)) {
                                        throw new AssertionError(
                                                "More shipped than left: " + order);
                                    }
                                }));
        for (RecordedShipment shipment : recorded) {
            for (ShippedLine total : shipment.totals()) {
                if (leftOf(rows, shipment.order(), place(total)) < total.units()) {
                    throw new AssertionError("Not recorded: " + shipment);
                }
            }
        }
    }

    private static ItemKey place(ShippedLine line) {
        return ItemKey.of(line.sku(), line.location());
    }

    private static long leftOf(
            Map<OrderId, Map<ItemKey, Long>> units, OrderId order, ItemKey place) {
        return units.getOrDefault(order, Map.of()).getOrDefault(place, 0L);
    }

    /** Every answer that an order is reserved or confirmed was true. */
    private void answersWereTrue() {
        promised.forEach(result -> rowsExist(result.reservation()));
        confirmed.forEach(result -> rowsExist(result.reservation()));
        answered.forEach(this::rowsExist);
    }

    private void rowsExist(Reservation answered) {
        var rows = tables.deltas(Cause.of(answered.orderId()));
        if (!rows.subList(0, Math.min(answered.version(), rows.size()))
                .containsAll(answered.steps())) {
            throw new AssertionError("An answer contains steps without rows: " + answered);
        }
    }

    private static void orGiveUp(Runnable command) {
        try {
            command.run();
        } catch (RetryLaterException e) {
            // A caller would retry. Here it does not, and the sweep must clean up.
        }
    }

    private Call call() {
        return new Call(
                "model",
                "trace",
                Deadline.after(BUDGET, () -> interleaver.steps() * REQUEST.toNanos()));
    }

    /** At each request, later than any hold that began before and was not extended. */
    private Instant now() {
        return Instant.EPOCH.plusSeconds(interleaver.steps() * ReserveCommand.HOLD_MIN.toSeconds());
    }

    private String attempt() {
        return "attempt-" + attempts.incrementAndGet();
    }

    private double anyOf(double... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
