package dev.netstock.ledger.movements;

import static dev.netstock.ledger.movements.TestMovements.TODAY;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;

import dev.netstock.events.movement.Movement;
import dev.netstock.events.movement.MovementKind;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.platform.stream.testing.FailedRecordsBucket;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Sends movements at a rate, in batches of 1,000, four at a time, to the intake: one key has 20 %
 * of them, 5 % come twice, 5 % belong to a day whose book is closed, and the order is not that in
 * which they happened. The supply sync runs concurrently. The sums are exact, in the ledger and in
 * net stock.
 *
 * <p>The full form sends 10,000 movements a second for a minute. It prints how long after their
 * time batches were done, and fails if it falls behind. The short form looks at the sums alone.
 */
class MovementLoadTest {
    private static final int RATE = 10_000;
    private static final int BATCH = 1_000;
    private static final int BATCHES_AT_VERIFY = 5;
    private static final int AT_ONCE = 4;
    private static final int SKUS = 1_000;
    private static final int BOOK = 1_000_000;
    private static final int SECONDS = Length.of(0, 60);
    private static final long SEED = 20_261_121;
    private static final long NANOS_BETWEEN = SECONDS == 0 ? 0 : 1_000_000_000L * BATCH / RATE;

    private static final TestLedger LEDGER = TestLedger.create();
    private static final Shop SHOP = Shop.open();

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final long[] onHand = new long[SKUS];
    private final ConcurrentLinkedQueue<Long> millis = new ConcurrentLinkedQueue<>();
    private final FailedRecordsBucket bucket = new FailedRecordsBucket();
    private final MovementIntakeHandler handler =
            new MovementIntakeHandler(
                    new MovementRecorder(LEDGER.database()),
                    _ -> {},
                    TestMovements.DATES,
                    bucket.records(),
                    new FailureTally());
    private int different;

    @AfterEach
    void close() {
        bucket.close();
    }

    @AfterAll
    static void end() {
        LEDGER.close();
        SHOP.close();
    }

    @Test
    void handleRequest_atTenThousandASecond_countsExactly() throws Exception {
        prepare();
        List<KinesisEvent> batches =
                batches(SECONDS == 0 ? BATCHES_AT_VERIFY : SECONDS * RATE / BATCH);
        double seconds;
        double syncedAfter;
        try (var sync = BackgroundSync.start(LEDGER.database(), SHOP)) {
            long startedAt = System.nanoTime();
            deliver(batches, startedAt);
            seconds = (System.nanoTime() - startedAt) / 1e9;
            syncedAfter = sync.finish();
        }
        assertSums();
        if (SECONDS > 0) {
            report(batches.size(), seconds, syncedAfter);
            assertThat(seconds).isLessThan(SECONDS + 10.0);
        }
    }

    private void deliver(List<KinesisEvent> batches, long startedAt) throws Exception {
        try (var consumers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < batches.size(); i++) {
                KinesisEvent batch = batches.get(i);
                long dueAt = startedAt + i * NANOS_BETWEEN;
                all.add(consumers.submit(() -> handle(batch, dueAt)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("A batch failed, seed " + SEED, e.getCause());
        }
    }

    /** A batch waits for its time; a late batch is sent immediately. */
    private void handle(KinesisEvent batch, long dueAt) {
        while (System.nanoTime() < dueAt) {
            LockSupport.parkNanos(dueAt - System.nanoTime());
        }
        assertThat(handler.handleRequest(batch, TestContext.create()).getBatchItemFailures())
                .isEmpty();
        millis.add((System.nanoTime() - dueAt) / 1_000_000);
    }

    private void prepare() {
        LEDGER.execute(
                "INSERT INTO items (sku) SELECT 'S' || i FROM generate_series(0, ? - 1) i", SKUS);
        LEDGER.execute(
                """
                INSERT INTO book_stock (sku, location, business_date, units)
                SELECT sku, 'east', ?::date, ? FROM items
                """,
                TODAY.toString(),
                BOOK);
        for (String function : List.of("touch", "recalculate")) {
            LEDGER.execute(
                    "SELECT %s(array_agg(sku), array_agg('east'::text)) FROM items"
                            .formatted(function));
        }
        LEDGER.execute("ANALYZE");
    }

    private List<KinesisEvent> batches(int count) {
        List<Movement> reported = new ArrayList<>();
        while (reported.size() < count * BATCH) {
            Movement movement = movement("m-" + different++);
            reported.add(movement);
            if (random.nextInt(20) == 0) {
                reported.add(movement);
            }
        }
        Collections.shuffle(reported, random);
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                event(
                                        reported.subList(
                                                i * BATCH,
                                                Math.min(reported.size(), (i + 1) * BATCH))))
                .toList();
    }

    private Movement movement(String id) {
        int sku = random.nextInt(5) == 0 ? 0 : random.nextInt(SKUS);
        MovementKind kind = random.nextInt(10) == 0 ? MovementKind.RECEIPT : MovementKind.SALE;
        Movement movement = TestMovements.at("S" + sku, "east", kind, id, random.nextInt(1, 4));
        if (random.nextInt(20) == 0) {
            return TestMovements.on(TODAY.minusDays(1), movement);
        }
        onHand[sku] += movement.signedUnits();
        return movement;
    }

    private static KinesisEvent event(List<Movement> movements) {
        List<KinesisEventRecord> records = new ArrayList<>();
        for (Movement movement : movements) {
            records.add(KinesisRecords.of(records.size(), movement));
        }
        return KinesisRecords.event(records);
    }

    private void assertSums() {
        List<String> expected =
                IntStream.range(0, SKUS)
                        .mapToObj(sku -> "S" + sku + " " + (BOOK + onHand[sku]))
                        .sorted()
                        .toList();
        assertThat(LEDGER.rows("SELECT sku, supply FROM net_stock").stream().sorted().toList())
                .as("seed %d", SEED)
                .isEqualTo(expected);
        assertThat(
                        SHOP.items().stream()
                                .map(item -> item.key().sku() + " " + item.available())
                                .sorted()
                                .toList())
                .as("seed %d", SEED)
                .isEqualTo(expected);
        assertThat(LEDGER.number("SELECT count(*) FROM movements")).isEqualTo(different);
    }

    private void report(int batches, double seconds, double syncedAfter) {
        List<Long> sorted = millis.stream().sorted().toList();
        System.out.printf(
                "%d movements in %.1f s: %.0f/s; a batch done after ms p50 %d p99 %d max %d;"
                        + " net stock equal %.1f s later%n",
                batches * BATCH,
                seconds,
                batches * BATCH / seconds,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 99 / 100),
                sorted.getLast(),
                syncedAfter);
    }
}
