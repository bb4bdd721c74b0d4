package dev.netstock.ledger.movements;

import static dev.netstock.ledger.movements.Movements.TODAY;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.events.movement.Movement;
import dev.netstock.events.movement.MovementKind;
import dev.netstock.ledger.database.TransactionWork;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.testing.TestLedger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * Movements that come twice, late, in any order, in batches cut at random, from several shards at
 * once, with functions that are killed: the sums are those of one clean pass. More seeds with
 * {@code -Dmovements.seeds=500}.
 */
class MovementsAnyOrderTest {
    private static final List<String> SKUS = List.of("A", "B", "new");
    private static final List<String> LOCATIONS = List.of("east", "west");
    private static final List<MovementKind> KINDS = List.of(MovementKind.values());
    private static final int SHARDS = 3;

    private static final TestLedger CLEAN = TestLedger.create();
    private static final TestLedger UNRULY = TestLedger.create();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("movements.seeds", 5));
    }

    @BeforeEach
    void begin() {
        CLEAN.clear();
        UNRULY.clear();
    }

    @AfterAll
    static void end() {
        CLEAN.close();
        UNRULY.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void record_inWhateverOrder_comesToTheSumsOfACleanPass(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        List<Movement> told = told(random);
        cleanPass(told);
        unrulyPass(told, random);
        assertThat(new Shelf(UNRULY).terms()).isEqualTo(new Shelf(CLEAN).terms());
        assertThat(new Shelf(UNRULY).totals()).isEqualTo(new Shelf(CLEAN).totals());
        assertThat(new Shelf(UNRULY).counted()).isEqualTo(new Shelf(CLEAN).counted());
        assertThat(UNRULY.number("SELECT count(*) FROM movements")).isEqualTo(told.size());
        assertThat(UNRULY.number("SELECT sum(shipped)::bigint FROM net_stock"))
                .isEqualTo(ShippedModel.shipped(told));
    }

    private static void cleanPass(List<Movement> told) {
        CLEAN.addItems(SKUS.toArray(String[]::new));
        books(CLEAN);
        told.forEach(movement -> record(CLEAN, List.of(movement)));
    }

    private static void unrulyPass(List<Movement> told, RandomGenerator random) throws Exception {
        UNRULY.addItems("A", "B");
        List<Runnable> deliveries = deliveries(told, random);
        deliveries.add(random.nextInt(deliveries.size()), () -> UNRULY.addItems("new"));
        deliveries.add(random.nextInt(deliveries.size()), () -> books(UNRULY));
        try (ExecutorService shards = Executors.newFixedThreadPool(SHARDS)) {
            List<Future<?>> all = new ArrayList<>();
            deliveries.forEach(delivery -> all.add(shards.submit(delivery)));
            for (Future<?> one : all) {
                finish(one);
            }
        }
    }

    private static void finish(Future<?> delivery) throws InterruptedException {
        try {
            delivery.get();
        } catch (ExecutionException e) {
            throw new AssertionError("A delivery failed", e.getCause());
        }
    }

    private static List<Runnable> deliveries(List<Movement> told, RandomGenerator random) {
        List<Movement> stream = new ArrayList<>(told);
        told.stream().filter(_ -> random.nextInt(3) == 0).forEach(stream::add);
        Collections.shuffle(stream, random);
        List<Runnable> deliveries = new ArrayList<>();
        for (int from = 0; from < stream.size(); ) {
            int to = Math.min(stream.size(), from + random.nextInt(1, 60));
            List<Movement> batch = List.copyOf(stream.subList(from, to));
            if (random.nextInt(4) == 0) {
                boolean isCommitted = random.nextBoolean();
                deliveries.add(() -> recordAndDie(batch, isCommitted));
            }
            deliveries.add(() -> record(UNRULY, batch));
            from = to;
        }
        return deliveries;
    }

    /** Killed before the commit, or behind it and before the acknowledgement. */
    private static void recordAndDie(List<Movement> batch, boolean isCommitted) {
        if (isCommitted) {
            record(UNRULY, batch);
            return;
        }
        assertThatThrownBy(() -> new MovementRecorder(new Killed(UNRULY.database())).record(batch))
                .hasMessage("killed");
    }

    /** A function that is killed when it has done everything but commit. */
    private record Killed(Transactions ledger) implements Transactions {
        @Override
        public <T> T inTransaction(TransactionWork<T> work) {
            return ledger.inTransaction(
                    connection -> {
                        work.in(connection);
                        throw new IllegalStateException("killed");
                    });
        }
    }

    private static void record(TestLedger ledger, List<Movement> batch) {
        new MovementRecorder(ledger.database()).record(batch);
    }

    private static void books(TestLedger ledger) {
        Shelf shelf = new Shelf(ledger);
        shelf.book(TODAY.minusDays(1), "A", "east", 500);
        shelf.book(TODAY, "A", "east", 480);
        shelf.book(TODAY, "B", "west", 30);
    }

    private static List<Movement> told(RandomGenerator random) {
        List<Movement> told = new ArrayList<>();
        int count = random.nextInt(100, 400);
        for (int id = 0; id < count; id++) {
            told.add(movement("m-" + id, random));
        }
        return told;
    }

    private static Movement movement(String id, RandomGenerator random) {
        MovementKind kind = KINDS.get(random.nextInt(KINDS.size()));
        long units = random.nextInt(1, 9);
        boolean isOfOrder =
                kind == MovementKind.SHIPMENT
                        || (kind == MovementKind.SALE && random.nextInt(3) > 0);
        Movement movement =
                Movements.on(
                        TODAY.plusDays(random.nextInt(-3, 2)),
                        Movements.at(
                                SKUS.get(random.nextInt(SKUS.size())),
                                LOCATIONS.get(random.nextInt(LOCATIONS.size())),
                                kind,
                                id,
                                kind.isSigned() && random.nextBoolean() ? -units : units));
        return isOfOrder ? Movements.ofOrder("o-" + random.nextInt(12), movement) : movement;
    }
}
