package dev.netstock.stock.reservation;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.shard.SpreadResult;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.Crowd;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Many buyers at once. */
class CrowdTest {
    private static final int THREADS = 64;
    private static final int BUYERS = 500;
    private static final int UNITS = 100;
    private static final int CLICKS = 4;
    private static final int RACES = Length.of(150, 1_000);

    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    static LongStream seeds() {
        return LongStream.range(Seed.or(1), Seed.or(1) + Length.of(1, 200));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void reserve_when500BuyersWant100Units_sellsExactly100(long seed) {
        shop.supply("tape", "east", UNITS, 1);
        List<Callable<ReserveResult>> buyers =
                shuffled(seed, BUYERS, i -> shop.reserve("order-" + i, line("tape", "east", 1)));

        List<ReserveResult> results = Crowd.of(THREADS).run(buyers);

        assertThat(results).filteredOn(ReserveResult.Reserved.class::isInstance).hasSize(UNITS);
        assertThat(results)
                .filteredOn(ReserveResult.InsufficientStock.class::isInstance)
                .hasSize(BUYERS - UNITS);
        assertThat(shop.available("tape", "east")).isZero();
        assertClean();
    }

    @Test
    void reserve_whileTheSkuIsSplitAndMerged_sellsExactlyAllUnits() {
        shop.supply("tape", "east", UNITS, 1);
        List<Callable<ReserveResult>> buyers =
                shuffled(3, BUYERS, i -> untilAnswered("order-" + i, line("tape", "east", 1)));
        List<Callable<ReserveResult>> all = new ArrayList<>(buyers);
        for (int shards : List.of(4, 9, 2, 16, 1)) {
            all.add(shards * 20, () -> spread(shards));
        }

        List<ReserveResult> results = Crowd.of(THREADS).run(all);

        assertThat(results).filteredOn(ReserveResult.Reserved.class::isInstance).hasSize(UNITS);
        assertThat(shop.items()).extracting(StockItem::available).containsOnly(0L);
        assertClean();
    }

    private ReserveResult spread(int shards) {
        SpreadResult _ = shop.spread("tape", "east", shards);
        return new ReserveResult.UnknownSkus(List.of());
    }

    private ReserveResult untilAnswered(String orderId, RequestedLine line) {
        while (true) {
            try {
                return shop.reserve(orderId, line);
            } catch (RetryLaterException e) {
                // Other requests kept changing the items: the caller retries.
            }
        }
    }

    @Test
    void reserve_whenTheSameOrderIsSentManyTimesAtOnce_getsTheLastUnitsOnce() {
        shop.supply("tape", "east", 3, 1);
        List<Callable<ReserveResult>> clicks =
                Collections.nCopies(CLICKS, () -> shop.reserve("order", line("tape", "east", 3)));

        List<ReserveResult> results = Crowd.of(CLICKS).run(clicks);

        assertThat(results).filteredOn(ReserveResult.Reserved.class::isInstance).hasSize(1);
        assertThat(results)
                .filteredOn(ReserveResult.AlreadyReserved.class::isInstance)
                .hasSize(CLICKS - 1);
        assertThat(shop.available("tape", "east")).isZero();
        assertClean();
    }

    @Test
    void reserve_whenCustomersSendTwoOrdersTwiceAtOnce_holdsNoMoreThanTheLimit() {
        int customers = 20;
        shop.supply("tape", "east", 8L * customers, 1);
        shop.limit("tape", 2);
        List<Callable<ReserveResult>> clicks = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            String customer = "customer-" + i;
            for (String order : List.of("a-" + i, "b-" + i, "a-" + i, "b-" + i)) {
                clicks.add(() -> untilAnswered(customer, order, line("tape", "east", 2)));
            }
        }

        List<ReserveResult> results = Crowd.of(THREADS).run(clicks);

        assertThat(results).filteredOn(ReserveResult.Reserved.class::isInstance).hasSize(customers);
        assertThat(results)
                .filteredOn(ReserveResult.AlreadyReserved.class::isInstance)
                .hasSize(customers);
        assertThat(results)
                .filteredOn(ReserveResult.LimitExceeded.class::isInstance)
                .hasSize(2 * customers);
        assertThat(shop.allowances()).hasSize(customers).allMatch(it -> it.held() == 2);
        assertThat(shop.stockOf("tape", "east").reserved()).isEqualTo(2L * customers);
        assertClean();
    }

    private ReserveResult untilAnswered(String customer, String orderId, RequestedLine line) {
        while (true) {
            try {
                return shop.reserveFor(customer, orderId, line);
            } catch (RetryLaterException e) {
                // Another attempt of the order was in its way: the caller retries.
            }
        }
    }

    @Test
    void reserve_whenOrdersNameTheSameSkusInOppositeOrder_losesNoneAndLeavesNoPartialOrder() {
        shop.supply("tape", "east", 60, 1);
        shop.supply("glue", "east", 60, 1);
        List<Callable<ReserveResult>> buyers =
                shuffled(
                        7,
                        200,
                        i ->
                                i % 2 == 0
                                        ? shop.reserve(
                                                "order-" + i,
                                                line("tape", "east", 1),
                                                line("glue", "east", 1))
                                        : shop.reserve(
                                                "order-" + i,
                                                line("glue", "east", 1),
                                                line("tape", "east", 1)));

        List<ReserveResult> results = Crowd.of(THREADS).run(buyers);

        long sold = results.stream().filter(ReserveResult.Reserved.class::isInstance).count();
        assertThat(results)
                .filteredOn(ReserveResult.InsufficientStock.class::isInstance)
                .hasSize(200 - (int) sold);
        assertThat(shop.stockOf("tape", "east").reserved()).isEqualTo(sold);
        assertThat(shop.stockOf("glue", "east").reserved()).isEqualTo(sold);
        assertThat(sold).as("of 60 pairs").isBetween(50L, 60L);
        assertClean();
    }

    @Test
    void end_whenConfirmReleaseAndExpireRace_exactlyOneWinsEachTime() {
        shop.supply("tape", "east", RACES, 1);
        IntStream.range(0, RACES).forEach(i -> shop.reserve("order-" + i, line("tape", "east", 1)));
        shop.clock().advance(Shop.HOLD);
        List<Callable<Object>> ends =
                IntStream.range(0, RACES)
                        .boxed()
                        .<Callable<Object>>mapMulti(
                                (i, add) -> {
                                    add.accept(() -> shop.release("order-" + i));
                                    add.accept(() -> shop.expire("order-" + i));
                                    add.accept(() -> shop.release("order-" + i));
                                })
                        .toList();
        List<Callable<Object>> confirms =
                IntStream.range(0, RACES)
                        .mapToObj(i -> (Callable<Object>) () -> shop.confirm("order-" + i))
                        .toList();

        Crowd.of(24).run(interleaved(confirms, ends));

        var secondSteps =
                shop.deltas().stream()
                        .filter(delta -> delta.step().equals("0002"))
                        .map(delta -> delta.change().type())
                        .toList();
        assertThat(secondSteps).hasSize(RACES).isSubsetOf("CONFIRMED", "RELEASED", "EXPIRED");
        assertThat(secondSteps)
                .as("a race that one side always wins is none")
                .contains("CONFIRMED", "RELEASED");
        assertClean();
    }

    /** Every order is moved by two callers at once, while buyers take the last units there. */
    @Test
    void transfer_whileUnitsAreSold_movesEachOrderOnceOrNotAtAll() {
        shop.supply("tape", "east", RACES, 1);
        shop.supply("tape", "west", RACES, 1);
        IntStream.range(0, RACES).forEach(i -> shop.reserve("order-" + i, line("tape", "east", 1)));
        List<Callable<Object>> all = new ArrayList<>();
        for (int i = 0; i < RACES; i++) {
            String order = "order-" + i;
            String buyer = "buyer-" + i;
            all.add(() -> untilDone(() -> shop.transfer(order, "t", "west")));
            all.add(() -> untilDone(() -> shop.transfer(order, "t", "west")));
            all.add(() -> untilAnswered(buyer, line("tape", "west", 1)));
        }

        List<Object> results = Crowd.of(THREADS).run(all);

        assertThat(results)
                .hasOnlyElementsOfTypes(
                        TransferResult.Transferred.class,
                        TransferResult.AlreadyTransferred.class,
                        TransferResult.InsufficientStock.class,
                        ReserveResult.Reserved.class,
                        ReserveResult.InsufficientStock.class);
        long moved = results.stream().filter(TransferResult.Transferred.class::isInstance).count();
        long bought = results.stream().filter(ReserveResult.Reserved.class::isInstance).count();
        assertThat(moved).isPositive();
        assertThat(shop.available("tape", "west")).isEqualTo(RACES - moved - bought);
        assertThat(shop.available("tape", "east")).isEqualTo(moved);
        assertClean();
        Invariants.holdsAndTransfers(shop.deltas());
    }

    private static Object untilDone(Callable<Object> command) throws Exception {
        while (true) {
            try {
                return command.call();
            } catch (RetryLaterException e) {
                // Other requests kept changing the items: the caller retries.
            }
        }
    }

    @Test
    void extend_whileHoldsExpire_letsExactlyOneWin() {
        shop.supply("tape", "east", RACES, 1);
        IntStream.range(0, RACES).forEach(i -> shop.reserve("order-" + i, line("tape", "east", 1)));
        shop.clock().advance(Shop.HOLD);
        List<Callable<Object>> all = new ArrayList<>();
        for (int i = 0; i < RACES; i++) {
            String order = "order-" + i;
            all.add(i % 2 * i, () -> shop.extend(order, Shop.HOLD));
            all.add(() -> shop.expire(order));
        }

        List<Object> results = Crowd.of(THREADS).run(all);

        long extended = results.stream().filter(ExtendResult.Extended.class::isInstance).count();
        assertThat(results)
                .filteredOn(ExpireResult.Expired.class::isInstance)
                .hasSize(RACES - (int) extended);
        assertThat(results)
                .filteredOn(ExpireResult.NotYet.class::isInstance)
                .hasSize((int) extended);
        assertThat(shop.available("tape", "east")).isEqualTo(RACES - extended);
        assertClean();
        Invariants.holdsAndTransfers(shop.deltas());
    }

    @Test
    void orders_whenThreeOfTenRequestsAreThrottledOrConflict_allComplete() {
        long seed = 11;
        RandomGenerator random = new Random(seed);
        shop.supply("tape", "east", UNITS, 1);
        var http = new FaultyHttp(LocalTables.http(), (_, _) -> refusal(random), () -> {});
        Shop faulty = Shop.over(shop.tables(), LocalTables.client(http), shop.clock());
        List<Callable<Object>> buyers = shuffled(seed, BUYERS, i -> buyOrGiveUp(faulty, i));

        Crowd.of(THREADS).run(buyers);

        assertThat(shop.deltas())
                .filteredOn(delta -> delta.change().type().equals("CONFIRMED"))
                .hasSizeLessThanOrEqualTo(UNITS);
        assertThat(shop.deltas())
                .filteredOn(delta -> delta.step().equals("0002"))
                .hasSameSizeAs(reserved());
        assertClean();
    }

    private List<Delta> reserved() {
        return shop.deltas().stream()
                .filter(delta -> delta.change().type().equals("RESERVED"))
                .toList();
    }

    private static Object buyOrGiveUp(Shop shop, int i) {
        ReserveResult result = shop.reserve("order-" + i, line("tape", "east", 1));
        return switch (result) {
            case ReserveResult.Reserved _ ->
                    i % 5 == 0 ? shop.release("order-" + i) : shop.confirm("order-" + i);
            case ReserveResult.InsufficientStock _ -> result;
            case ReserveResult.AlreadyReserved _,
                    ReserveResult.UnknownSkus _,
                    ReserveResult.OrderIdReused _,
                    ReserveResult.LimitExceeded _,
                    ReserveResult.CustomerRequired _,
                    ReserveResult.HoldTooLong _,
                    ReserveResult.PickupNotOffered _,
                    ReserveResult.ReservationClosed _ ->
                    throw new AssertionError("Not an answer to a new order");
        };
    }

    private static synchronized Fault refusal(RandomGenerator random) {
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> Fault.THROTTLED;
            case 3, 4, 5 -> Fault.CONFLICT;
            default -> Fault.NONE;
        };
    }

    private void assertClean() {
        Invariants.conservation(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
        Invariants.once(shop.deltas());
        Invariants.allowances(shop.allowances(), shop.deltas());
    }

    private static <T> List<Callable<T>> shuffled(
            long seed, int count, java.util.function.IntFunction<T> task) {
        var tasks = new java.util.ArrayList<Callable<T>>();
        IntStream.range(0, count).forEach(i -> tasks.add(() -> task.apply(i)));
        Collections.shuffle(tasks, new Random(seed));
        return tasks;
    }

    /** One of the first, then three of the second, and so on: racing commands are neighbours. */
    private static <T> List<Callable<T>> interleaved(
            List<Callable<T>> singles, List<Callable<T>> triples) {
        var all = new java.util.ArrayList<Callable<T>>();
        for (int i = 0; i < singles.size(); i++) {
            var four = new java.util.ArrayList<>(triples.subList(3 * i, 3 * i + 3));
            four.add(i % 4, singles.get(i));
            all.addAll(four);
        }
        return all;
    }
}
