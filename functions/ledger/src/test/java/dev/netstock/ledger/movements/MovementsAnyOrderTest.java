package dev.netstock.ledger.movements;

import static dev.netstock.ledger.movements.TestMovements.TODAY;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.events.movement.Movement;
import dev.netstock.events.movement.MovementKind;
import dev.netstock.ledger.testing.KilledAtTransaction;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;

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
 * Movements that arrive twice, late and in any order, in random batches, from several shards
 * concurrently, with functions that are killed, yield the sums of one clean pass. {@code
 * -Dtest.seed=S -Dtest.length=1} runs seed S alone.
 */
class MovementsAnyOrderTest {
    private static final List<String> SKUS = List.of("A", "B", "new");
    private static final List<String> LOCATIONS = List.of("east", "west");
    private static final List<MovementKind> KINDS = List.of(MovementKind.values());
    private static final int SHARDS = 3;

    private static final TestLedger CLEAN = TestLedger.create();
    private static final TestLedger FAULTY = TestLedger.create();

    static LongStream seeds() {
        return LongStream.range(Seed.or(1), Seed.or(1) + Length.of(2, 500));
    }

    @BeforeEach
    void begin() {
        CLEAN.clear();
        FAULTY.clear();
    }

    @AfterAll
    static void end() {
        CLEAN.close();
        FAULTY.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void record_inAnyOrder_yieldsTheSumsOfACleanPass(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        List<Movement> reported = reported(random);
        cleanPass(reported);
        faultyPass(reported, random);
        assertThat(new LedgerState(FAULTY).terms()).isEqualTo(new LedgerState(CLEAN).terms());
        assertThat(new LedgerState(FAULTY).totals()).isEqualTo(new LedgerState(CLEAN).totals());
        assertThat(new LedgerState(FAULTY).counted()).isEqualTo(new LedgerState(CLEAN).counted());
        assertThat(FAULTY.number("SELECT count(*) FROM movements")).isEqualTo(reported.size());
        assertThat(FAULTY.number("SELECT sum(shipped)::bigint FROM net_stock"))
                .isEqualTo(ShippedModel.shipped(reported));
    }

    private static void cleanPass(List<Movement> reported) {
        CLEAN.addItems(SKUS.toArray(String[]::new));
        books(CLEAN);
        reported.forEach(movement -> record(CLEAN, List.of(movement)));
    }

    private static void faultyPass(List<Movement> reported, RandomGenerator random)
            throws Exception {
        FAULTY.addItems("A", "B");
        List<Runnable> deliveries = deliveries(reported, random);
        deliveries.add(random.nextInt(deliveries.size()), () -> FAULTY.addItems("new"));
        deliveries.add(random.nextInt(deliveries.size()), () -> books(FAULTY));
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

    private static List<Runnable> deliveries(List<Movement> reported, RandomGenerator random) {
        List<Movement> stream = new ArrayList<>(reported);
        reported.stream().filter(_ -> random.nextInt(3) == 0).forEach(stream::add);
        Collections.shuffle(stream, random);
        List<Runnable> deliveries = new ArrayList<>();
        for (int from = 0; from < stream.size(); ) {
            int to = Math.min(stream.size(), from + random.nextInt(1, 60));
            List<Movement> batch = List.copyOf(stream.subList(from, to));
            if (random.nextInt(4) == 0) {
                boolean isCommitted = random.nextBoolean();
                deliveries.add(() -> recordAndDie(batch, isCommitted));
            }
            deliveries.add(() -> record(FAULTY, batch));
            from = to;
        }
        return deliveries;
    }

    /** Killed before the commit, or between the commit and the acknowledgement. */
    private static void recordAndDie(List<Movement> batch, boolean isCommitted) {
        if (isCommitted) {
            record(FAULTY, batch);
            return;
        }
        assertThatThrownBy(
                        () ->
                                new MovementRecorder(
                                                new KilledAtTransaction(
                                                        FAULTY.database(), 1, false))
                                        .record(batch))
                .hasMessage("killed");
    }

    private static void record(TestLedger ledger, List<Movement> batch) {
        new MovementRecorder(ledger.database()).record(batch);
    }

    private static void books(TestLedger ledger) {
        ledger.book("A", "east", TODAY.minusDays(1).toString(), 500);
        ledger.book("A", "east", TODAY.toString(), 480);
        ledger.book("B", "west", TODAY.toString(), 30);
    }

    private static List<Movement> reported(RandomGenerator random) {
        List<Movement> reported = new ArrayList<>();
        int count = random.nextInt(100, 400);
        for (int id = 0; id < count; id++) {
            reported.add(movement("m-" + id, random));
        }
        return reported;
    }

    private static Movement movement(String id, RandomGenerator random) {
        MovementKind kind = KINDS.get(random.nextInt(KINDS.size()));
        long units = random.nextInt(1, 9);
        boolean isOfOrder =
                kind == MovementKind.SHIPMENT
                        || (kind == MovementKind.SALE && random.nextInt(3) > 0);
        Movement movement =
                TestMovements.on(
                        TODAY.plusDays(random.nextInt(-3, 2)),
                        TestMovements.at(
                                SKUS.get(random.nextInt(SKUS.size())),
                                LOCATIONS.get(random.nextInt(LOCATIONS.size())),
                                kind,
                                id,
                                kind.isSigned() && random.nextBoolean() ? -units : units));
        return isOfOrder ? TestMovements.ofOrder("o-" + random.nextInt(12), movement) : movement;
    }
}
