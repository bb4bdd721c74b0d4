package dev.netstock.ledger.movements;

import static dev.netstock.events.movement.MovementKind.ADJUSTMENT;
import static dev.netstock.events.movement.MovementKind.RECEIPT;
import static dev.netstock.events.movement.MovementKind.RETURN;
import static dev.netstock.events.movement.MovementKind.SALE;
import static dev.netstock.events.movement.MovementKind.SHIPMENT;
import static dev.netstock.events.movement.MovementKind.TRANSFER;
import static dev.netstock.ledger.movements.TestMovements.TODAY;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.movement.Movement;
import dev.netstock.events.movement.MovementKind;
import dev.netstock.events.movement.MovementReason;
import dev.netstock.ledger.testing.TestLedger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

class MovementRecorderTest {
    private static final TestLedger LEDGER = TestLedger.create();
    private static final LedgerState STATE = new LedgerState(LEDGER);
    private static final MovementRecorder RECORDING = new MovementRecorder(LEDGER.database());

    @BeforeEach
    void begin() {
        LEDGER.clear();
        LEDGER.addItems("A", "B");
    }

    @AfterAll
    static void end() {
        LEDGER.close();
    }

    @Test
    void record_ofEachKind_changesOnHandByItsSign() {
        STATE.hold("o-1", 5);
        RecordOutcome outcome =
                record(
                        TestMovements.of(RECEIPT, "1", 100),
                        TestMovements.of(SALE, "2", 7),
                        TestMovements.of(RETURN, "3", 1),
                        TestMovements.of(ADJUSTMENT, "4", -20),
                        TestMovements.of(TRANSFER, "5", 30),
                        shipment("6", "o-1", 5));
        assertThat(outcome).isEqualTo(new RecordOutcome(6, 0, 0, 0, 0));
        assertThat(STATE.terms()).containsExactly("A east - 0 -7 100 -20 30 1 -5 5 104");
    }

    @Test
    void record_ofAnAdjustmentWithAReason_keepsItAndWhoGaveIt() {
        record(damaged("1", "A", "mika"));
        record(damaged("1", "A", "ren"), TestMovements.of(ADJUSTMENT, "2", 1));
        assertThat(reasons()).containsExactly("1 damaged Box crushed mika ken", "2 - - - -");
    }

    /** It waits for its item, and its reason waits with it. */
    @Test
    void record_ofAnAdjustmentOfAnUnknownItem_keepsItsReason() {
        record(damaged("1", "C", "mika"));
        LEDGER.addItems("C");
        assertThat(reasons()).containsExactly("1 damaged Box crushed mika ken");
    }

    /** Files, and functions of the release before, record without reasons. */
    @Test
    void recordMovements_withoutReasons_recordsAsBefore() {
        LEDGER.execute(
                """
                SELECT record_movements('{/f}', '{1}', '{2026-11-21}', '{adjustment}', '{A}', '{east}', '{-2}',
                    '{NULL}', '{2026-11-21T03:00:00Z}')
                """);
        assertThat(reasons()).containsExactly("1 - - - -");
        assertThat(STATE.sum()).isEqualTo("-2 0 -2");
    }

    private static Movement damaged(String id, String sku, String by) {
        Movement plain = TestMovements.at(sku, "east", ADJUSTMENT, id, -1);
        return new Movement(
                plain.source(),
                plain.movementId(),
                plain.kind(),
                plain.sku(),
                plain.location(),
                plain.units(),
                plain.occurredAt(),
                plain.businessDate(),
                plain.orderId(),
                Optional.of(
                        new MovementReason(MovementReason.Code.DAMAGED, Optional.of("Box crushed"))
                                .by(by)
                                .approvedBy("ken")));
    }

    private static List<String> reasons() {
        return LEDGER.rows(
                """
                SELECT concat_ws(' ', m.movement_id, coalesce(reason_code, '-'), coalesce(reason_note, '-'),
                                 coalesce(recorded_by, '-'), coalesce(approved_by, '-'))
                FROM movements m JOIN adjustments a USING (source, movement_id, business_date)
                ORDER BY 1
                """);
    }

    @Test
    void record_ofADuplicate_countsOnce() {
        Movement sale = TestMovements.of(SALE, "1", 2);
        assertThat(record(sale, sale)).isEqualTo(new RecordOutcome(1, 1, 0, 0, 0));
        assertThat(record(sale)).isEqualTo(new RecordOutcome(0, 1, 0, 0, 0));
        assertThat(STATE.sum()).isEqualTo("-2 0 -2");
    }

    @Test
    void record_ofTheSameIdOnAnotherDay_isAnotherMovement() {
        Movement sale = TestMovements.of(SALE, "1", 2);
        record(sale, TestMovements.on(TODAY.plusDays(1), sale));
        assertThat(STATE.sum()).isEqualTo("-4 0 -4");
    }

    @Test
    void record_ofALateMovement_recordsAndMarksItAndDoesNotCountIt() {
        LEDGER.book("A", "east", TODAY.toString(), 50);
        Movement late = TestMovements.on(TODAY.minusDays(1), TestMovements.of(SALE, "1", 2));
        assertThat(record(late, TestMovements.of(SALE, "2", 3)))
                .isEqualTo(new RecordOutcome(2, 0, 1, 0, 0));
        assertThat(STATE.sum()).isEqualTo("47 0 47");
        assertThat(LEDGER.rows("SELECT movement_id, late FROM movements ORDER BY 1"))
                .containsExactly("1 t", "2 f");
    }

    @Test
    void record_ofALateShipment_countsItAsShippedOnlyBecauseTheBookHasIt() {
        STATE.hold("o-1", 2);
        LEDGER.book("A", "east", TODAY.toString(), 50);
        record(TestMovements.on(TODAY.minusDays(1), shipment("1", "o-1", 2)));
        assertThat(STATE.sum()).isEqualTo("50 2 52");
    }

    @Test
    void record_whenTheBookIsReplaced_excludesMovementsThatTheBookContains() {
        record(TestMovements.of(SALE, "1", 2));
        LEDGER.book("A", "east", TODAY.plusDays(1).toString(), 50);
        assertThat(STATE.sum()).isEqualTo("50 0 50");
    }

    @Test
    void record_ofAShipmentReportedByBothSystems_countsItOnceInAnyOrder() {
        STATE.hold("o-1", 3);
        STATE.hold("o-2", 4);
        record(shipment("w", "o-1", 3));
        record(books("b", "o-1", 3));
        assertThat(STATE.sum()).isEqualTo("-3 3 0");
        record(books("b2", "o-2", 4));
        record(shipment("w2", "o-2", 4));
        assertThat(STATE.sum()).isEqualTo("-7 7 0");
    }

    @Test
    void record_ofAShipmentReportedTwiceInOneBatch_countsItOnce() {
        STATE.hold("o-1", 3);
        record(shipment("w", "o-1", 3), books("b", "o-1", 1), books("b2", "o-1", 2));
        assertThat(STATE.sum()).isEqualTo("-3 3 0");
    }

    @Test
    void record_whenTheBooksReportFewer_countsTheWarehousesExcess() {
        STATE.hold("o-1", 5);
        record(TestMovements.on(TODAY.minusDays(1), shipment("w", "o-1", 2)));
        record(shipment("w2", "o-1", 3));
        record(books("b", "o-1", 4));
        assertThat(STATE.counted())
                .containsExactly(
                        "o-1 A east books 2026-11-21 4 4",
                        "o-1 A east warehouse 2026-11-20 2 0",
                        "o-1 A east warehouse 2026-11-21 3 1");
        assertThat(STATE.sum()).isEqualTo("-5 5 0");
    }

    @Test
    void record_ofTwoOrders_doesNotMatchThem() {
        STATE.hold("o-1", 3);
        STATE.hold("o-2", 3);
        record(shipment("w", "o-1", 3), books("b", "o-2", 3));
        assertThat(STATE.sum()).isEqualTo("-6 6 0");
    }

    @Test
    void record_ofAnUnknownSku_waitsForItsItem() {
        Movement movement = TestMovements.at("C", "east", SALE, "1", 2);
        assertThat(record(movement)).isEqualTo(new RecordOutcome(0, 0, 0, 1, 0));
        assertThat(record(movement)).isEqualTo(new RecordOutcome(0, 1, 0, 0, 0));
        assertThat(LEDGER.rows("SELECT sku, reason FROM movements_aside"))
                .containsExactly("C unknown-sku");
        LEDGER.addItems("C");
        assertThat(LEDGER.rows("SELECT sku FROM movements_aside")).isEmpty();
        assertThat(LEDGER.rows("SELECT sku, supply FROM net_stock")).containsExactly("C -2");
        assertThat(record(movement)).isEqualTo(new RecordOutcome(0, 1, 0, 0, 0));
    }

    @Test
    void record_ofAnUnknownLocation_waitsForItEvenIfTheItemIsKnown() {
        record(TestMovements.at("C", "south", SALE, "1", 2), TestMovements.of(SALE, "2", 1));
        LEDGER.addItems("C");
        assertThat(LEDGER.rows("SELECT sku, reason FROM movements_aside"))
                .containsExactly("C unknown-location");
        LEDGER.execute("INSERT INTO locations (location) VALUES ('south')");
        assertThat(LEDGER.rows("SELECT sku FROM movements_aside")).isEmpty();
        assertThat(LEDGER.rows("SELECT sku, supply FROM net_stock ORDER BY 1"))
                .containsExactly("A -1", "C -2");
        LEDGER.execute("DELETE FROM locations WHERE location = 'south'");
    }

    @ParameterizedTest
    @MethodSource("others")
    void record_ofOneNameWithOtherContents_countsTheFirstAndKeepsTheOther(Movement other) {
        Movement first = TestMovements.of(SALE, "1", 2);
        assertThat(record(first)).isEqualTo(new RecordOutcome(1, 0, 0, 0, 0));
        assertThat(record(other)).isEqualTo(new RecordOutcome(0, 0, 0, 0, 1));
        assertThat(record(other, first)).isEqualTo(new RecordOutcome(0, 2, 0, 0, 0));
        assertThat(STATE.sum()).isEqualTo("-2 0 -2");
        assertThat(contradictions())
                .containsExactly(
                        "/test 1@2026-11-21 sale A east -2 - -> %s %s %s %d %s"
                                .formatted(
                                        other.kind().text(),
                                        other.sku(),
                                        other.location(),
                                        other.signedUnits(),
                                        other.orderId().orElse("-")));
    }

    static List<Movement> others() {
        return List.of(
                TestMovements.of(SALE, "1", 3),
                TestMovements.of(RETURN, "1", 2),
                TestMovements.at("B", "east", SALE, "1", 2),
                TestMovements.at("A", "west", SALE, "1", 2),
                TestMovements.at("unknown", "east", SALE, "1", 2),
                books("1", "o-1", 2),
                shipment("1", "o-1", 2));
    }

    @Test
    void record_ofOneNameThreeTimesInABatch_countsTheFirst() {
        Movement[] batch = {
            TestMovements.at("B", "west", SALE, "1", 5),
            TestMovements.of(SALE, "1", 2),
            TestMovements.at("B", "west", SALE, "1", 5),
            TestMovements.of(SALE, "0", 1),
            TestMovements.at("C", "east", SALE, "1", 7)
        };
        assertThat(record(batch)).isEqualTo(new RecordOutcome(2, 1, 0, 0, 2));
        assertThat(LEDGER.rows("SELECT sku, location, supply FROM net_stock ORDER BY 1"))
                .containsExactly("A east -1", "B west -5");
        assertThat(LEDGER.rows("SELECT sku FROM movements_aside")).isEmpty();
    }

    @Test
    void record_ofOneNameWhoseFirstSkuIsUnknown_keepsTheFirstPending() {
        record(TestMovements.at("C", "east", SALE, "1", 7));
        assertThat(
                        record(
                                TestMovements.of(SALE, "1", 2),
                                TestMovements.at("D", "east", SALE, "1", 7)))
                .isEqualTo(new RecordOutcome(0, 0, 0, 0, 2));
        assertThat(LEDGER.rows("SELECT sku FROM movements_aside")).containsExactly("C");
        LEDGER.addItems("C", "D");
        assertThat(LEDGER.rows("SELECT sku, supply FROM net_stock")).containsExactly("C -7");
    }

    @Test
    void record_ofOneNameThatIsPendingAndCounted_keepsThePendingOneAsAContradiction() {
        LEDGER.execute(
                """
                INSERT INTO movements_aside VALUES ('/test', '1', '2026-11-21', 'sale', 'C', 'east', -7, NULL,
                    '2026-11-21T03:00:00Z', 'unknown-sku')
                """);
        LEDGER.execute(
                """
                INSERT INTO movements VALUES ('/test', '1', '2026-11-21', 'sale', 'A', 'east', -2, NULL,
                    '2026-11-21T03:00:00Z')
                """);
        LEDGER.addItems("C");
        assertThat(contradictions())
                .containsExactly("/test 1@2026-11-21 sale A east -2 - -> sale C east -7 -");
    }

    @Test
    void record_ofOneNameWithAnotherTimeOnly_isADuplicate() {
        Movement first = TestMovements.of(SALE, "1", 2);
        Movement later =
                new Movement(
                        first.source(),
                        first.movementId(),
                        first.kind(),
                        first.sku(),
                        first.location(),
                        first.units(),
                        first.occurredAt().plusSeconds(59),
                        first.businessDate(),
                        first.orderId());
        assertThat(record(first, later)).isEqualTo(new RecordOutcome(1, 1, 0, 0, 0));
        assertThat(contradictions()).isEmpty();
    }

    /** The movement of the first transaction counts; the other one is kept. */
    @Test
    void record_ofOneNameInConcurrentTransactions_countsOneAndKeepsTheOther() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 20; i++) {
                String id = "r-" + i;
                var both =
                        threads.invokeAll(
                                List.of(
                                        () -> record(TestMovements.of(SALE, id, 2)),
                                        () -> record(TestMovements.at("B", "east", SALE, id, 3))));
                assertThat(List.of(both.getFirst().get(), both.getLast().get()))
                        .containsExactlyInAnyOrder(
                                new RecordOutcome(1, 0, 0, 0, 0), new RecordOutcome(0, 0, 0, 0, 1));
            }
        }
        assertThat(LEDGER.number("SELECT count(*) FROM movements")).isEqualTo(20);
        assertThat(contradictions()).hasSize(20);
    }

    @Test
    void record_ofNoMovements_changesNothing() {
        assertThat(RECORDING.record(List.of())).isEqualTo(new RecordOutcome(0, 0, 0, 0, 0));
    }

    @Test
    void record_ofAThousandMovements_usesAsManyStatementsAsOfOne() {
        record(TestMovements.of(RECEIPT, "0", 10_000));
        List<Movement> many =
                IntStream.rangeClosed(1, 1_000)
                        .mapToObj(i -> TestMovements.of(SALE, "m-" + i, 1))
                        .toList();
        assertThat(RECORDING.record(many).recorded()).isEqualTo(1_000);
        assertThat(STATE.sum()).isEqualTo("9000 0 9000");
        assertThat(LEDGER.rows("SELECT count(*) FROM movement_totals")).containsExactly("2");
    }

    /** The contradictions: name, counted and refused contents. */
    private static List<String> contradictions() {
        return LEDGER.rows(
                """
                SELECT name, counted->>'kind', counted->>'sku', counted->>'location', counted->>'units',
                       counted->>'orderId', '->', refused->>'kind', refused->>'sku',
                       refused->>'location', refused->>'units', refused->>'orderId'
                FROM contradictions ORDER BY contradiction_id
                """);
    }

    private static RecordOutcome record(Movement... movements) {
        return RECORDING.record(List.of(movements));
    }

    private static Movement shipment(String id, String order, long units) {
        return ofOrder(SHIPMENT, id, order, units);
    }

    private static Movement books(String id, String order, long units) {
        return ofOrder(SALE, id, order, units);
    }

    private static Movement ofOrder(MovementKind kind, String id, String order, long units) {
        return TestMovements.ofOrder(order, TestMovements.of(kind, id, units));
    }
}
