package dev.netstock.stock.reservation;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.reservation.CancelResult.ExceedsOrder;
import dev.netstock.stock.reservation.CancelResult.Excess;
import dev.netstock.stock.reservation.Contents.LineKey;
import dev.netstock.stock.reservation.LineAssignment.Plan;
import dev.netstock.stock.reservation.Reservation.HeldItem;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.MaxFlow;
import dev.netstock.stock.testing.RandomLines;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Compares requests whose lines compete for the same units with a maximum flow: a request is served
 * exactly if an assignment exists, and no answer depends on the order of its lines. {@code
 * -Dtest.seed=SEED -Dtest.length=1} repeats one case.
 */
class AllocationTest {
    private static final long FIRST = Seed.or(1);
    private static final long CASES = Length.of(1_000, 100_000);

    /** Over tables a case takes some twenty requests. */
    private static final long CASES_ON_TABLES = Math.max(1, CASES / 100);

    private static final List<Location> LOCATIONS = Shop.LOCATIONS.byPriority();
    private static final LineAssignment SOURCING =
            new LineAssignment(LineAssignmentTest.sourcing(Shop.LOCATIONS));

    @Test
    void plan_ofCompetingLines_isFoundExactlyIfAnAssignmentExists() {
        forEachSeed(
                CASES,
                random -> {
                    var some = lines(random, 2, "sku");
                    List<RequestedLine> lines = some.lines();
                    Map<ItemKey, Long> available = some.available(6);
                    long most = MaxFlow.of(lines, available, LOCATIONS);

                    Plan plan = SOURCING.plan(Contents.unitsByLine(lines), available);

                    assertThat(SOURCING.plan(Contents.unitsByLine(some.permuted(lines)), available))
                            .isEqualTo(plan);
                    switch (plan) {
                        case Plan.Take(List<ItemUnits> units) -> requireServed(lines, units);
                        case Plan.Refuse(List<Shortage> shortages, boolean isTooWide) -> {
                            assertThat(isTooWide).isFalse();
                            requireTrue(lines, available, shortages, most);
                        }
                    }
                });
    }

    /** Computes whether an order fits by trying all sets of locations. */
    @Test
    void plan_nearTheItemLimit_isFoundExactlyIfFewEnoughPlacesSuffice() {
        var outcomes = new ArrayList<Boolean>();
        forEachSeed(
                CASES / 50,
                random -> {
                    int skus = random.nextInt(35, 50);
                    var some = lines(random, skus, "sku");
                    Map<ItemKey, Long> available = new HashMap<>();
                    List<RequestedLine> lines = new ArrayList<>();
                    int places = 0;
                    for (Sku sku : some.skus()) {
                        long[] units = random.longs(3, 1, 5).toArray();
                        for (int i = 0; i < units.length; i++) {
                            available.put(ItemKey.of(sku, LOCATIONS.get(i)), units[i]);
                        }
                        int named = random.nextInt(-2, 3);
                        long sum = LongStream.of(units).sum();
                        long free = Math.max(random.nextLong(1, sum), random.nextLong(1, sum));
                        if (named >= 0) {
                            free = Math.min(free, sum - 1);
                            lines.add(new RequestedLine(sku, Optional.of(LOCATIONS.get(named)), 1));
                        }
                        lines.add(new RequestedLine(sku, Optional.empty(), (int) free));
                        places += fewestPlaces(units, named, free);
                    }

                    Plan plan = SOURCING.plan(Contents.unitsByLine(lines), available);

                    boolean fits = places <= ReserveCommand.LINES_MAX;
                    outcomes.add(fits);
                    assertThat(SOURCING.plan(Contents.unitsByLine(some.permuted(lines)), available))
                            .isEqualTo(plan);
                    if (fits) {
                        requireServed(lines, ((Plan.Take) plan).units());
                    } else {
                        var refusal = (Plan.Refuse) plan;
                        assertThat(refusal.isTooWide()).isTrue();
                        assertThat(refusal.shortages())
                                .isNotEmpty()
                                .allMatch(shortage -> shortage.available() > 0);
                        List<RequestedLine> left = left(lines, refusal.shortages());
                        requireServed(
                                left,
                                ((Plan.Take) SOURCING.plan(Contents.unitsByLine(left), available))
                                        .units());
                    }
                });
        assertThat(outcomes).contains(true, false);
    }

    @Test
    void cancel_ofCompetingLines_succeedsExactlyIfAnAssignmentExists() {
        forEachSeed(
                CASES,
                random -> {
                    var some = lines(random, 2, "sku");
                    Map<ItemKey, Long> left = some.available(6);
                    left.values().removeIf(units -> units < 0);
                    List<RequestedLine> lines = some.lines();
                    Reservation order = confirmed(left, random);
                    long most = MaxFlow.of(lines, left, LOCATIONS);

                    var decision = cancel(order, lines);
                    var permuted = cancel(order, some.permuted(lines));

                    switch (decision) {
                        case Decision.Write<CancelResult>(Change change, var _) -> {
                            assertThat(((Decision.Write<CancelResult>) permuted).change())
                                    .isEqualTo(change);
                            requireServed(lines, byPlace(change.lines()));
                        }
                        case Decision.Answer<CancelResult>(CancelResult result) -> {
                            assertThat(permuted).isEqualTo(decision);
                            requireTrue(
                                    lines,
                                    left,
                                    ((ExceedsOrder) result)
                                            .lines().stream()
                                                    .map(AllocationTest::shortage)
                                                    .toList(),
                                    most);
                        }
                    }
                });
    }

    /**
     * Reserve, the same request with its lines in another order, expire, confirm late after other
     * orders have taken units, cancel: on tables, some SKUs split.
     */
    @Test
    void commands_onTables_areRefusedExactlyIfNoAssignmentExists() {
        try (Shop shop = Shop.open()) {
            var outcomes = new HashMap<String, Integer>();
            forEachSeed(
                    CASES_ON_TABLES,
                    random -> {
                        var some = lines(random, 2, "sku" + random.nextLong());
                        new OneCase(shop, some).run(outcomes);
                    });
            Invariants.conservation(shop.items());
            Invariants.journal(shop.items(), shop.deltas());
            Invariants.once(shop.deltas());
            if (CASES_ON_TABLES >= 50) {
                assertThat(outcomes)
                        .containsOnlyKeys(
                                "reserved",
                                "refused",
                                "confirmed where it was",
                                "confirmed elsewhere",
                                "confirmation refused",
                                "cancelled",
                                "cancellation refused");
            }
        }
    }

    @Test
    void confirm_whenExpiredAndItsUnitsAreSold_takesUnitsOfTheOpenLineElsewhere() {
        try (Shop shop = Shop.open()) {
            shop.supply("tape", "east", 3, 1);
            shop.supply("tape", "west", 2, 1);
            shop.reserve("A-1", line("tape", 1), line("tape", "east", 2));
            shop.clock().advance(Shop.HOLD);
            shop.expire("A-1");
            shop.reserve("A-2", line("tape", "east", 1));

            var result = (ConfirmResult.Confirmed) shop.confirm("A-1");

            assertThat(result.reservation().lines())
                    .containsExactlyInAnyOrder(
                            new Reservation.Line(new Sku("tape"), new Location("east"), 2, 0),
                            new Reservation.Line(new Sku("tape"), new Location("west"), 1, 0));
            assertThat(shop.cancel("A-1", "C-1", line("tape", 1), line("tape", "east", 2)))
                    .isInstanceOf(CancelResult.Cancelled.class);
            assertThat(shop.available("tape", "east")).isEqualTo(2);
        }
    }

    @Test
    void
            confirm_whenExpiredAndALineThatNamesItsLocationIsShort_isRefusedAlthoughOtherLocationsHaveUnits() {
        try (Shop shop = Shop.open()) {
            shop.supply("tape", "east", 3, 1);
            shop.supply("tape", "west", 9, 1);
            shop.reserve("A-1", line("tape", 1), line("tape", "east", 2));
            shop.clock().advance(Shop.HOLD);
            shop.expire("A-1");
            shop.reserve("A-2", line("tape", "east", 2));

            assertThat(shop.confirm("A-1"))
                    .isEqualTo(
                            new ConfirmResult.InsufficientStock(
                                    List.of(
                                            new Shortage(
                                                    new Sku("tape"),
                                                    Optional.of(new Location("east")),
                                                    2,
                                                    1))));
        }
    }

    @Test
    void reserve_inARushOfRefusals_reportsWhatLinesThatNameTheirLocationLeave() {
        try (Shop shop = Shop.open()) {
            shop.supply("tape", "east", 3, 1);
            shop.supply("tape", "west", 2, 1);
            IntStream.range(0, 3).forEach(i -> shop.reserve("greedy-" + i, line("tape", 6)));

            assertThat(shop.reserve("A-1", line("tape", 6), line("tape", "east", 2)))
                    .isEqualTo(
                            new ReserveResult.InsufficientStock(
                                    List.of(
                                            new Shortage(
                                                    new Sku("tape"), Optional.empty(), 6, 3))));
            assertThat(shop.reserve("A-2", line("tape", 3), line("tape", "east", 2)))
                    .isInstanceOf(ReserveResult.Reserved.class);
        }
    }

    /** The life of one order among others, with SKUs of its own. */
    private record OneCase(Shop shop, RandomLines some) {
        void run(Map<String, Integer> outcomes) {
            Map<ItemKey, Long> available = some.available(16);
            available.values().removeIf(units -> units < 0);
            stock(available);
            String id = some.skus().getFirst() + "-A";
            List<RequestedLine> lines = some.lines().stream().filter(this::isSold).toList();
            if (lines.isEmpty()) {
                return;
            }
            if (!reserve(id, lines, available)) {
                outcomes.merge("refused", 1, Integer::sum);
                return;
            }
            outcomes.merge("reserved", 1, Integer::sum);
            Map<ItemKey, Long> where = held(id);
            shop.clock().advance(Shop.HOLD);
            shop.expire(id);
            others(id);
            if (!confirm(id, lines, where, outcomes)) {
                outcomes.merge("confirmation refused", 1, Integer::sum);
                return;
            }
            cancel(id, outcomes);
        }

        private void stock(Map<ItemKey, Long> available) {
            available.forEach(
                    (place, units) -> {
                        shop.supply(place.sku().value(), place.location().value(), units, 1);
                        if (some.random().nextInt(4) == 0) {
                            shop.spread(place.sku().value(), place.location().value(), 3);
                        }
                    });
        }

        /** A SKU that exists nowhere is unknown, not short. */
        private boolean isSold(RequestedLine line) {
            return levels().keySet().stream().anyMatch(place -> place.sku().equals(line.sku()));
        }

        private boolean reserve(
                String id, List<RequestedLine> lines, Map<ItemKey, Long> available) {
            ReserveResult result = shop.reserve(id, array(lines));
            boolean isServed = MaxFlow.serves(lines, available, LOCATIONS);
            assertThat(result instanceof ReserveResult.Reserved).isEqualTo(isServed);
            ReserveResult permuted = shop.reserve(id, array(some.permuted(lines)));
            if (result instanceof ReserveResult.Reserved(Reservation reservation)) {
                assertThat(permuted).isEqualTo(new ReserveResult.AlreadyReserved(reservation));
            } else {
                assertThat(permuted).isEqualTo(result);
                assertThat(shop.reserve(id, array(some.permuted(lines)))).isEqualTo(result);
            }
            return isServed;
        }

        /** Other orders, from a new environment, take units that have come back. */
        private void others(String id) {
            Shop others = Shop.over(shop.tables(), shop.tables().client(), shop.clock());
            levels().forEach(
                            (place, units) -> {
                                if (units > 0 && some.random().nextInt(3) == 0) {
                                    others.reserve(
                                            id + "-" + some.random().nextLong(),
                                            line(
                                                    place.sku().value(),
                                                    place.location().value(),
                                                    units.intValue()));
                                }
                            });
        }

        private boolean confirm(
                String id,
                List<RequestedLine> lines,
                Map<ItemKey, Long> where,
                Map<String, Integer> outcomes) {
            Map<ItemKey, Long> available = levels();
            boolean isServed = MaxFlow.serves(lines, available, LOCATIONS);
            boolean isWhereItWas =
                    where.entrySet().stream()
                            .allMatch(
                                    entry ->
                                            available.getOrDefault(entry.getKey(), 0L)
                                                    >= entry.getValue());
            ConfirmResult result = shop.confirm(id);
            assertThat(result instanceof ConfirmResult.Confirmed).isEqualTo(isServed);
            if (isServed) {
                assertThat(held(id).equals(where)).isEqualTo(isWhereItWas);
                outcomes.merge(
                        isWhereItWas ? "confirmed where it was" : "confirmed elsewhere",
                        1,
                        Integer::sum);
            } else {
                requireTrue(
                        lines,
                        available,
                        ((ConfirmResult.InsufficientStock) result).shortages(),
                        MaxFlow.of(lines, available, LOCATIONS));
            }
            return isServed;
        }

        private void cancel(String id, Map<String, Integer> outcomes) {
            for (int i = 0; i < 4; i++) {
                List<RequestedLine> lines = some.lines().stream().limit(2).toList();
                boolean isServed = MaxFlow.serves(lines, held(id), LOCATIONS);
                CancelResult result = shop.cancel(id, "c-" + i, array(lines));
                assertThat(result instanceof CancelResult.Cancelled).isEqualTo(isServed);
                if (isServed) {
                    assertThat(shop.cancel(id, "c-" + i, array(some.permuted(lines))))
                            .isInstanceOf(CancelResult.AlreadyCancelled.class);
                }
                outcomes.merge(isServed ? "cancelled" : "cancellation refused", 1, Integer::sum);
            }
        }

        private Map<ItemKey, Long> held(String id) {
            Map<ItemKey, Long> held = new HashMap<>();
            shop.stock()
                    .readReservation(new OrderId(id), Shop.call())
                    .orElseThrow()
                    .lines()
                    .forEach(
                            line ->
                                    held.put(
                                            ItemKey.of(line.sku(), line.location()),
                                            line.quantity() - line.cancelled()));
            return held;
        }

        private Map<ItemKey, Long> levels() {
            Map<ItemKey, Long> levels = new HashMap<>();
            shop.items().stream()
                    .filter(item -> some.skus().contains(item.key().sku()))
                    .forEach(item -> levels.merge(item.key().first(), item.available(), Long::sum));
            return levels;
        }

        private static RequestedLine[] array(List<RequestedLine> lines) {
            return lines.toArray(RequestedLine[]::new);
        }
    }

    /** Requires that these units serve the lines, each unit one of them. */
    private static void requireServed(List<RequestedLine> lines, Collection<ItemUnits> units) {
        Map<ItemKey, Long> taken = new HashMap<>();
        units.forEach(item -> taken.merge(item.item(), item.units(), Long::sum));
        assertThat(taken).hasSameSizeAs(units).hasSizeLessThanOrEqualTo(ReserveCommand.LINES_MAX);
        assertThat(MaxFlow.serves(lines, taken, LOCATIONS)).isTrue();
        assertThat(taken.values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(lines.stream().mapToLong(RequestedLine::quantity).sum());
    }

    /** Requires that the shortages report exactly the units that can be had. */
    private static void requireTrue(
            List<RequestedLine> lines,
            Map<ItemKey, Long> available,
            List<Shortage> shortages,
            long most) {
        Map<LineKey, Long> requested = Contents.unitsByLine(lines);
        assertThat(shortages)
                .isNotEmpty()
                .allMatch(shortage -> shortage.available() >= 0)
                .allMatch(shortage -> shortage.available() < shortage.requested())
                .allMatch(
                        shortage ->
                                requested.getOrDefault(key(shortage), 0L) == shortage.requested());
        List<RequestedLine> left = left(lines, shortages);
        assertThat(left.stream().mapToLong(RequestedLine::quantity).sum()).isEqualTo(most);
        assertThat(MaxFlow.serves(left, available, LOCATIONS)).isTrue();
    }

    /** The lines of an order that asks for the reported units instead. */
    private static List<RequestedLine> left(List<RequestedLine> lines, List<Shortage> shortages) {
        Map<LineKey, Long> left = new HashMap<>(Contents.unitsByLine(lines));
        shortages.forEach(shortage -> left.put(key(shortage), shortage.available()));
        left.values().removeIf(units -> units == 0);
        return left.entrySet().stream()
                .map(
                        line ->
                                new RequestedLine(
                                        line.getKey().sku(),
                                        line.getKey().location(),
                                        line.getValue().intValue()))
                .toList();
    }

    private static LineKey key(Shortage shortage) {
        return new LineKey(shortage.sku(), shortage.location());
    }

    private static Shortage shortage(Excess excess) {
        return new Shortage(
                excess.sku(), excess.location(), excess.requested(), excess.cancellable());
    }

    private static int fewestPlaces(long[] units, int named, long free) {
        long total = free + (named >= 0 ? 1 : 0);
        int fewest = Integer.MAX_VALUE;
        for (int set = 1; set < (1 << units.length); set++) {
            int chosen = set;
            boolean hasNamed = named < 0 || (set & (1 << named)) != 0;
            long sum =
                    IntStream.range(0, units.length)
                            .filter(i -> (chosen & (1 << i)) != 0)
                            .mapToLong(i -> units[i])
                            .sum();
            if (hasNamed && sum >= total) {
                fewest = Math.min(fewest, Integer.bitCount(set));
            }
        }
        return fewest;
    }

    private static Decision<CancelResult> cancel(Reservation order, List<RequestedLine> lines) {
        return CancelPolicy.decide(
                Optional.of(order),
                new CancelCommand(order.orderId(), new CancellationId("c"), lines));
    }

    /**
     * A confirmed order that holds these units, on up to three items each, some of them cancelled
     * before.
     */
    private static Reservation confirmed(Map<ItemKey, Long> left, Random random) {
        List<HeldItem> items = new ArrayList<>();
        left.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .forEach(
                        entry -> {
                            long open = entry.getValue();
                            for (int shard = 0; shard < 3; shard++) {
                                long part = shard == 2 ? open : random.nextLong(open + 1);
                                long before = random.nextLong(3);
                                items.add(
                                        new HeldItem(
                                                entry.getKey().shard(shard),
                                                part + before,
                                                before));
                                open -= part;
                            }
                        });
        return new Reservation(
                new OrderId("A-1"),
                new Channel("storefront"),
                ReservationState.CONFIRMED,
                2,
                "contents",
                items,
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(),
                List.of());
    }

    private static List<ItemUnits> byPlace(List<DeltaLine> lines) {
        Map<ItemKey, Long> units = new HashMap<>();
        lines.forEach(line -> units.merge(line.item().first(), line.units(), Long::sum));
        return units.entrySet().stream()
                .map(entry -> new ItemUnits(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static RandomLines lines(Random random, int skus, String name) {
        return new RandomLines(
                random,
                IntStream.range(0, skus).mapToObj(i -> new Sku(name + "-" + i)).toList(),
                LOCATIONS);
    }

    private static void forEachSeed(long cases, Consumer<Random> body) {
        LongStream.range(FIRST, FIRST + Math.max(1, cases))
                .forEach(
                        seed -> {
                            try {
                                body.accept(new Random(seed));
                            } catch (AssertionError | RuntimeException e) {
                                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
                            }
                        });
    }
}
