package dev.netstock.ledger.movements;

import static dev.netstock.events.movement.MovementKind.SALE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;

import dev.netstock.events.SampleEvents;
import dev.netstock.events.movement.Movement;
import dev.netstock.ledger.database.TransactionWork;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.testing.FailingTransactions;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.stream.testing.FailedRecordsBucket;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

class MovementIntakeHandlerTest {
    private static final TestLedger LEDGER = TestLedger.create();

    private final AtomicInteger wakes = new AtomicInteger();
    private final FailedRecordsBucket bucket = new FailedRecordsBucket();
    private final MovementIntakeHandler handler = handler(LEDGER.database());

    @BeforeEach
    void begin() {
        LEDGER.clear();
        LEDGER.addItems("A");
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    @AfterAll
    static void end() {
        LEDGER.close();
    }

    @Test
    void handleRequest_ofTheSampleEvent_recordsEachKind() {
        LEDGER.addItems("4901234567894");
        LEDGER.execute(
                "INSERT INTO locations (location) VALUES ('shinjuku') ON CONFLICT DO NOTHING");
        var event =
                LambdaEvents.read(
                        KinesisEvent.class, SampleEvents.json("movement-intake/movements"));
        assertThat(failures(handle(event.getRecords()))).isEmpty();
        assertThat(
                        LEDGER.rows(
                                """
                                SELECT sales, receipts, adjustments, shipments, transfers, returns
                                FROM net_stock WHERE sku = '4901234567894'
                                """))
                .containsExactly("-1 24 -2 -2 -3 1");
    }

    @Test
    void handleRequest_ofNewMovements_wakesTheSyncOnce() {
        List<KinesisEventRecord> batch = sales(1, 3);
        handle(batch);
        assertThat(wakes).hasValue(1);
        handle(batch);
        assertThat(wakes).hasValue(1);
    }

    @Test
    void handleRequest_afterABatch_reportsItsMetrics() {
        List<KinesisEventRecord> batch = new ArrayList<>(sales(1, 3));
        batch.add(KinesisRecords.of(4, TestMovements.at("NEW", "east", SALE, "4", 1)));
        batch.add(KinesisRecords.of(5, TestMovements.of(SALE, "1", 1)));
        List<String> lines = Output.of(() -> handle(batch));
        assertThat(lines)
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains("\"Recorded\":3.0")
                                        .contains("\"Duplicates\":1.0")
                                        .contains("\"Aside\":1.0")
                                        .contains("takeInMovements"));
    }

    @Test
    void handleRequest_whenTheLedgerIsUnreachable_retriesTheBatch() {
        StreamsEventResponse answer =
                handler(
                                new FailingTransactions(
                                        new RetryLaterException("timeout", Duration.ofSeconds(1))))
                        .handleRequest(KinesisRecords.event(sales(7, 3)), TestContext.create());
        assertThat(failures(answer)).containsExactly("7");
    }

    @Test
    void handleRequest_whenTheLedgerRefusesAllStatements_retriesTheBatch() {
        var handler =
                handler(
                        new Transactions() {
                            @Override
                            public <T> T inTransaction(TransactionWork<T> work) {
                                return LEDGER.database()
                                        .inTransaction(
                                                sql -> {
                                                    sql.run("SELECT no_such()");
                                                    return work.in(sql);
                                                });
                            }
                        });
        assertThat(
                        failures(
                                handler.handleRequest(
                                        KinesisRecords.event(sales(7, 3)), TestContext.create())))
                .containsExactly("7");
        assertThat(bucket.keys()).isEmpty();
    }

    @Test
    void handleRequest_ofAnUnreadableRecord_recordsTheOthersAndStoresItWithTheReason() {
        for (int place : List.of(0, 4)) {
            assertThat(failures(handle(withPoison(sales(1, 9), place)))).isEmpty();
        }
        assertThat(LEDGER.number("SELECT count(*) FROM movements")).isEqualTo(9);
        assertThat(bucket.documents())
                .hasSize(2)
                .allSatisfy(
                        document ->
                                assertThat(document)
                                        .contains("no movement: /specversion")
                                        .contains("\"data\":\"eyJ0eXBl"));
    }

    @Test
    void handleRequest_whenTheLedgerRefusesARecord_recordsTheOthersAndStoresIt() {
        List<KinesisEventRecord> batch = sales(1, 9);
        LEDGER.execute("ALTER TABLE movements ADD CONSTRAINT not_five CHECK (movement_id <> '5')");
        try {
            assertThat(failures(handle(batch))).isEmpty();
        } finally {
            LEDGER.execute("ALTER TABLE movements DROP CONSTRAINT not_five");
        }
        assertThat(LEDGER.number("SELECT count(*) FROM movements")).isEqualTo(8);
        assertThat(wakes).hasValue(1);
        assertThat(bucket.documents())
                .singleElement()
                .asString()
                .contains("\"sequenceNumber\":\"5\"", "not_five");
    }

    @Test
    void handleRequest_whenARefusedRecordCannotBeStored_retriesIt() {
        var handler =
                new MovementIntakeHandler(
                        new MovementRecorder(LEDGER.database()),
                        _ -> wakes.incrementAndGet(),
                        TestMovements.DATES,
                        bucket.outOfReach(),
                        new FailureTally());
        StreamsEventResponse answer =
                handler.handleRequest(
                        KinesisRecords.event(withPoison(sales(1, 9), 4)), TestContext.create());
        assertThat(failures(answer)).containsExactly("5");
        assertThat(LEDGER.number("SELECT count(*) FROM movements")).isEqualTo(8);
    }

    @Test
    void handleRequest_ofABusinessDateMoreThanADayAhead_storesThatRecordAndRecordsTheOthers() {
        List<KinesisEventRecord> batch = new ArrayList<>(sales(1, 2));
        Movement sale = TestMovements.of(SALE, "3", 1);
        batch.add(KinesisRecords.of(3, TestMovements.on(TestMovements.TODAY.plusDays(1), sale)));
        batch.add(KinesisRecords.of(4, TestMovements.on(TestMovements.TODAY.plusYears(36), sale)));
        assertThat(failures(handle(batch))).isEmpty();
        assertThat(bucket.documents()).singleElement().asString().contains("business date 2062");
        assertThat(LEDGER.number("SELECT count(*) FROM movements")).isEqualTo(3);
    }

    @Test
    void handleRequest_ofOneNameWithOtherContents_countsTheFirstAndReportsAContradiction() {
        List<String> lines =
                Output.of(
                        () ->
                                handle(
                                        List.of(
                                                KinesisRecords.of(
                                                        1, TestMovements.of(SALE, "1", 2)),
                                                KinesisRecords.of(
                                                        2, TestMovements.of(SALE, "1", 3)))));
        assertThat(new LedgerState(LEDGER).sum()).isEqualTo("-2 0 -2");
        assertThat(lines).anyMatch(line -> line.contains("\"Contradictions\":1.0"));
    }

    @Test
    void storedRecord_whenItIsSentAgain_isUnchanged() {
        var event =
                LambdaEvents.read(
                        KinesisEvent.class, SampleEvents.json("movement-intake/movements"));
        KinesisEventRecord sent = event.getRecords().getFirst();
        sent.getKinesis().setData(ByteBuffer.wrap(new byte[] {0, -1, 7}));
        handle(List.of(sent));
        String document = bucket.documents().getFirst();
        String again = document.substring(document.indexOf("{\"Records\""), document.length() - 1);
        assertThat(LambdaEvents.read(KinesisEvent.class, again).getRecords())
                .singleElement()
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 499, 998, 999})
    void handleRequest_ofAThousandWithOneUnreadable_recordsAllOthers(int place) {
        List<KinesisEventRecord> stream = withPoison(sales(1, 1_000), place);
        List<List<KinesisEventRecord>> aside = KinesisRecords.mapping(handler).deliver(stream);
        assertThat(aside).isEmpty();
        assertThat(bucket.documents()).hasSize(1);
        assertThat(LEDGER.number("SELECT count(*) FROM movements")).isEqualTo(999);
        assertThat(new LedgerState(LEDGER).sum()).isEqualTo("-999 0 -999");
    }

    @Test
    void constructor_calledByLambda_connectsToNothing() {
        assertThatNoException().isThrownBy(MovementIntakeHandler::new);
    }

    private MovementIntakeHandler handler(Transactions ledger) {
        return new MovementIntakeHandler(
                new MovementRecorder(ledger),
                _ -> wakes.incrementAndGet(),
                TestMovements.DATES,
                bucket.records(),
                new FailureTally());
    }

    private StreamsEventResponse handle(List<KinesisEventRecord> records) {
        return handler.handleRequest(KinesisRecords.event(records), TestContext.create());
    }

    private static List<KinesisEventRecord> sales(long first, int count) {
        return LongStream.range(first, first + count)
                .mapToObj(i -> KinesisRecords.of(i, TestMovements.of(SALE, Long.toString(i), 1)))
                .toList();
    }

    private static List<KinesisEventRecord> withPoison(
            List<KinesisEventRecord> records, int place) {
        List<KinesisEventRecord> all = new ArrayList<>(records);
        all.set(place, KinesisRecords.of(place + 1L, "{\"type\": \"movement.recorded\"}"));
        return all;
    }

    private static List<String> failures(StreamsEventResponse answer) {
        return answer.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }
}
