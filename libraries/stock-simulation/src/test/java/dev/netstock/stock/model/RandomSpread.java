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
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.model.Interleaver.Odds;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.place.SalesChannel;
import dev.netstock.stock.reservation.CancelCommand;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.Reservations;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.shard.Shards;
import dev.netstock.stock.supply.SupplyApplier;
import dev.netstock.stock.supply.SupplyChange;
import dev.netstock.stock.sweep.OpenTake;
import dev.netstock.stock.sweep.SweepFlow;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.Take;
import dev.netstock.stock.table.TakeAnswer;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.MaxFlow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A sale of a few hot SKUs, drawn from a seed. Orders, changes of supply (also below the sold
 * units), splits, merges and rebalances run concurrently through the product's own flows; processes
 * are killed, responses lost, writes late. Several environments have caches of their own. The
 * invariants are checked after every write, and each refusal is compared with the units that
 * existed.
 */
final class RandomSpread {
    private static final List<Location> LOCATIONS = Locations.parse("east,west").byPriority();
    private static final Channel CHANNEL = new Channel("storefront");
    private static final Duration REQUEST = Duration.ofMillis(10);
    private static final Duration BUDGET = Duration.ofSeconds(5);
    private static final int ENVIRONMENTS = 3;
    private static final int SHARDS_MAX = 9;
    private static final int SKUS = 2;
    private static final int ORDERS_AT_HAND = 30;

    private final int buffer;
    private final boolean isBroken;
    private final Random random;
    private final RecordingTables tables = new RecordingTables();
    private final Interleaver interleaver;
    private final RetryingTables retrying;
    private final List<Reservations> environments;
    private final Map<ItemKey, Long> ledgerVersions = new HashMap<>();
    private final Duration pace;
    private int orders;
    private int attempts;
    private int swept;
    private List<OpenTake> open = new ArrayList<>();
    private final List<AtomicReference<List<OpenTake>>> unswept = new ArrayList<>();
    private int refusals;

    RandomSpread(long seed) {
        this(seed, 0, false);
    }

    /**
     * @param buffer units that the channel leaves alone at each location
     * @param isBroken whether takes ignore it
     */
    RandomSpread(long seed, int buffer, boolean isBroken) {
        this.buffer = buffer;
        this.isBroken = isBroken;
        random = new Random(seed);
        interleaver = new Interleaver(random, Odds.NONE);
        pace = Duration.ofMillis((long) anyOf(10, 400, 3_000));
        var retries =
                new Retries(
                        new Backoff(Duration.ZERO, Duration.ZERO, random), _ -> {}, (_, _) -> {});
        retrying =
                new RetryingTables(new InterleavedTables(tables, interleaver), retries, this::now);
        environments = Stream.generate(this::environment).limit(ENVIRONMENTS).toList();
        tables.checkTerms(_ -> Optional.of(CHANNEL), (_, _) -> buffer);
    }

    private Reservations environment() {
        return new Reservations(
                retrying, PlaceSource.of(withBuffer()), Parallel.NONE, this::now, this::attempt);
    }

    private Places withBuffer() {
        SalesChannel channel = SalesChannel.byDefault(CHANNEL);
        return new Places(
                1,
                Places.planned(new Locations(LOCATIONS)).locations(),
                List.of(
                        new SalesChannel(
                                CHANNEL,
                                channel.name(),
                                channel.kind(),
                                buffer,
                                true,
                                channel.holds(),
                                channel.limit(),
                                1)));
    }

    /** Counts what happened, to prove that enough did. */
    record Summary(long steps, int orders, int refusals, long moves, long debts) {}

    /** Runs at least this number of requests; checks the invariants meanwhile and at the end. */
    Summary run(long steps) {
        places().forEach(place -> supply(place, random.nextInt(40)));
        interleaver.run();
        while (interleaver.steps() < steps) {
            interleaver.odds(
                    new Odds(
                            anyOf(0, 0.01, 0.05),
                            anyOf(0, 0.02, 0.1),
                            anyOf(0, 0.1),
                            anyOf(0.2, 0.02)));
            IntStream.range(0, random.nextInt(4, 25)).forEach(_ -> anything());
            interleaver.run();
        }
        settle();
        return new Summary(interleaver.steps(), orders, refusals, tables.moves(), tables.debts());
    }

    private void anything() {
        switch (random.nextInt(12)) {
            case 0 -> spread();
            case 1 -> supply(anyPlace(), random.nextInt(-10, 80));
            case 2 -> sweep();
            case 3, 4 -> process(this::end);
            default -> reserve();
        }
    }

    private void spread() {
        ItemKey place = anyPlace();
        int shards = random.nextInt(1, SHARDS_MAX + 1);
        process(_ -> shards().spreader().spread(place, shards, call()));
    }

    /**
     * @param beyondSold units of supply beyond the sold ones; negative for a debt
     */
    private void supply(ItemKey place, long beyondSold) {
        long supply = tables.reserved(place) + beyondSold;
        long version = ledgerVersions.merge(place, 1L, Long::sum);
        var change = new SupplyChange(place.sku(), place.location(), supply, version);
        var applying = new SupplyApplier(retrying, Parallel.NONE, this::now, this::attempt);
        process(_ -> applying.apply(List.of(change), call()));
    }

    private void reserve() {
        var order = new OrderId("order-" + orders++);
        var command = new ReserveCommand(order, CHANNEL, ReserveCommand.HOLD_MIN, lines());
        IntStream.range(0, random.nextInt(5) == 0 ? 2 : 1)
                .forEach(_ -> process(environment -> reserve(environment, command)));
    }

    private List<RequestedLine> lines() {
        List<RequestedLine> lines = new ArrayList<>();
        for (int line = List.of(1, 1, 2, 4).get(random.nextInt(4)); line > 0; line--) {
            ItemKey place = anyPlace();
            lines.add(
                    new RequestedLine(
                            place.sku(),
                            random.nextInt(3) == 0
                                    ? Optional.empty()
                                    : Optional.of(place.location()),
                            random.nextInt(1, 5)));
        }
        return lines;
    }

    private void reserve(Reservations environment, ReserveCommand command) {
        long beganAt = interleaver.steps();
        if (environment.reserveFlow().reserve(command, call())
                instanceof ReserveResult.InsufficientStock) {
            refusals++;
            // The sold-out cache refuses by a state of up to half a second ago.
            long from = beganAt - Duration.ofMillis(500).dividedBy(REQUEST);
            tables.couldNotServe(command.lines(), from);
        }
    }

    private void end(Reservations environment) {
        var order = new OrderId("order-" + Math.max(0, orders - random.nextInt(ORDERS_AT_HAND)));
        switch (random.nextInt(4)) {
            case 0 -> environment.confirmFlow().confirm(order, call());
            case 1 -> environment.releaseFlow().release(order, call());
            case 2 -> environment.expireFlow().expire(order, call());
            default -> {
                environment.confirmFlow().confirm(order, call());
                environment
                        .cancelFlow()
                        .cancel(
                                new CancelCommand(
                                        order,
                                        new CancellationId("c" + random.nextInt(3)),
                                        random.nextBoolean() ? List.of() : lines()),
                                call());
            }
        }
    }

    /** A process of any environment; it may be killed, or give up. */
    private void process(Consumer<Reservations> body) {
        Reservations environment = environments.get(random.nextInt(ENVIRONMENTS));
        interleaver.add(
                () -> {
                    try {
                        body.accept(environment);
                    } catch (RetryLaterException e) {
                        // A caller would retry. Here it does not, and the sweep must clean up.
                    }
                });
    }

    private void sweep() {
        takesSeen();
        List<OpenTake> takes = List.copyOf(open);
        var left = new AtomicReference<>(takes);
        // Older than any command of this wave.
        open = new ArrayList<>();
        if (!takes.isEmpty()) {
            process(
                    _ -> {
                        var sweeping = new SweepFlow(retrying, this::now, this::attempt);
                        left.set(sweeping.sweepAll(takes, call()).left());
                    });
        }
        unswept.add(left);
    }

    private void takesSeen() {
        unswept.forEach(left -> open.addAll(left.get()));
        unswept.clear();
        tables.stream().subList(swept, tables.stream().size()).stream()
                .flatMap(image -> OpenTake.of(image).stream())
                .forEach(open::add);
        swept = tables.stream().size();
    }

    /** Completes everything, so that no take is open. */
    private void settle() {
        interleaver.odds(Odds.NONE);
        interleaver.runLateWrites();
        do {
            sweep();
            interleaver.run();
            takesSeen();
        } while (!open.isEmpty());
        interleaver.runLateWrites();
        places().forEach(place -> supply(place, random.nextInt(60)));
        interleaver.run();
        Invariants.conservationInDebt(tables.allItems());
        Invariants.journal(tables.allItems(), tables.allDeltas());
        Invariants.moves(tables.allItems(), tables.allDeltas());
        Invariants.once(tables.allDeltas());
    }

    private Shards shards() {
        return Shards.over(retrying, Parallel.NONE, this::now, this::attempt);
    }

    private Call call() {
        return new Call(
                "model",
                "trace",
                Deadline.after(BUDGET, () -> interleaver.steps() * REQUEST.toNanos()));
    }

    private Instant now() {
        return Instant.EPOCH.plus(pace.multipliedBy(interleaver.steps()));
    }

    private String attempt() {
        return "attempt-" + ++attempts;
    }

    private static List<ItemKey> places() {
        return IntStream.range(0, SKUS)
                .mapToObj(number -> new Sku("sku-" + number))
                .flatMap(sku -> LOCATIONS.stream().map(location -> ItemKey.of(sku, location)))
                .toList();
    }

    private ItemKey anyPlace() {
        return places().get(random.nextInt(SKUS * LOCATIONS.size()));
    }

    private double anyOf(double... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Tables that record the units after each write. */
    private final class RecordingTables extends ModelTables {
        private final Map<ItemKey, Long> levels = new HashMap<>();
        private final List<LevelChange> changes = new ArrayList<>();

        @Override
        public TakeAnswer take(Take take, Instant now) {
            return super.take(isBroken ? without(take) : take, now);
        }

        private static Take without(Take take) {
            return new Take(
                    take.item(),
                    take.units(),
                    take.order(),
                    take.step(),
                    take.attempt(),
                    false,
                    Optional.empty(),
                    take.onlyIfNew());
        }

        private record LevelChange(long step, ItemKey place, long before, long after) {}

        @Override
        void check(List<StockItem> shards) {
            Invariants.conserved(shards);
            ItemKey place = shards.getFirst().key().first();
            long units = shards.stream().mapToLong(StockItem::available).sum() - buffer;
            long before = levels.getOrDefault(place, 0L);
            levels.put(place, units);
            changes.add(new LevelChange(interleaver.steps(), place, before, units));
        }

        long reserved(ItemKey place) {
            return allItems().stream()
                    .filter(item -> item.key().first().equals(place))
                    .mapToLong(StockItem::reserved)
                    .sum();
        }

        long moves() {
            return allDeltas().stream()
                    .filter(delta -> delta.cause().kind() == Cause.Kind.MOVE)
                    .count();
        }

        long debts() {
            return changes.stream().filter(change -> change.after() < 0).count();
        }

        /**
         * Requires that these lines could not be served at some moment since then; searches
         * backwards from now.
         */
        void couldNotServe(List<RequestedLine> lines, long from) {
            Map<ItemKey, Long> then = new HashMap<>(levels);
            for (int i = changes.size() - 1; i >= 0 && changes.get(i).step() >= from; i--) {
                if (!MaxFlow.serves(lines, then, LOCATIONS)) {
                    return;
                }
                then.put(changes.get(i).place(), changes.get(i).before());
            }
            if (MaxFlow.serves(lines, then, LOCATIONS)) {
                throw new AssertionError("refused though there were units: " + lines);
            }
        }
    }
}
