package dev.netstock.movements;

import static dev.netstock.events.movement.MovementKind.ADJUSTMENT;
import static dev.netstock.events.movement.MovementKind.RECEIPT;
import static dev.netstock.events.movement.MovementKind.RETURN;
import static dev.netstock.events.movement.MovementKind.SALE;
import static dev.netstock.events.movement.MovementKind.SHIPMENT;
import static dev.netstock.events.movement.MovementKind.TRANSFER;
import static dev.netstock.movements.Movements.TODAY;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.movement.Movement;
import dev.netstock.events.movement.MovementKind;
import dev.netstock.ledger.testing.TestLedger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class RecordingMovementsTest {
    private static final TestLedger LEDGER = TestLedger.create();
    private static final Shelf SHELF = new Shelf(LEDGER);
    private static final RecordingMovements RECORDING = new RecordingMovements(LEDGER.database());

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
        SHELF.hold("o-1", 5);
        RecordOutcome outcome =
                record(
                        Movements.of(RECEIPT, "1", 100),
                        Movements.of(SALE, "2", 7),
                        Movements.of(RETURN, "3", 1),
                        Movements.of(ADJUSTMENT, "4", -20),
                        Movements.of(TRANSFER, "5", 30),
                        shipment("6", "o-1", 5));
        assertThat(outcome).isEqualTo(new RecordOutcome(6, 0, 0, 0));
        assertThat(SHELF.terms()).containsExactly("A east - 0 -7 100 -20 30 1 -5 5 104");
    }

    @Test
    void record_ofWhatWasTold_countsOnce() {
        Movement sale = Movements.of(SALE, "1", 2);
        assertThat(record(sale, sale)).isEqualTo(new RecordOutcome(1, 1, 0, 0));
        assertThat(record(sale)).isEqualTo(new RecordOutcome(0, 1, 0, 0));
        assertThat(SHELF.sum()).isEqualTo("-2 0 -2");
    }

    @Test
    void record_ofTheSameIdOnAnotherDay_isAnotherMovement() {
        Movement sale = Movements.of(SALE, "1", 2);
        record(sale, Movements.on(TODAY.plusDays(1), sale));
        assertThat(SHELF.sum()).isEqualTo("-4 0 -4");
    }

    @Test
    void record_ofALateOne_keepsAndMarksItAndDoesNotCountIt() {
        SHELF.book(TODAY, "A", "east", 50);
        Movement late = Movements.on(TODAY.minusDays(1), Movements.of(SALE, "1", 2));
        assertThat(record(late, Movements.of(SALE, "2", 3)))
                .isEqualTo(new RecordOutcome(2, 0, 1, 0));
        assertThat(SHELF.sum()).isEqualTo("47 0 47");
        assertThat(LEDGER.rows("SELECT movement_id, late FROM movements ORDER BY 1"))
                .containsExactly("1 t", "2 f");
    }

    @Test
    void record_ofALateShipment_countsItAsShippedForTheBookHasItAlready() {
        SHELF.hold("o-1", 2);
        SHELF.book(TODAY, "A", "east", 50);
        record(Movements.on(TODAY.minusDays(1), shipment("1", "o-1", 2)));
        assertThat(SHELF.sum()).isEqualTo("50 2 52");
    }

    @Test
    void record_whenTheBookIsReplaced_leavesOutWhatItHasAlready() {
        record(Movements.of(SALE, "1", 2));
        SHELF.book(TODAY.plusDays(1), "A", "east", 50);
        assertThat(SHELF.sum()).isEqualTo("50 0 50");
    }

    @Test
    void record_ofAnOrderThatBothTellOf_countsItOnceWhoeverComesFirst() {
        SHELF.hold("o-1", 3);
        SHELF.hold("o-2", 4);
        record(shipment("w", "o-1", 3));
        record(books("b", "o-1", 3));
        assertThat(SHELF.sum()).isEqualTo("-3 3 0");
        record(books("b2", "o-2", 4));
        record(shipment("w2", "o-2", 4));
        assertThat(SHELF.sum()).isEqualTo("-7 7 0");
    }

    @Test
    void record_ofAnOrderThatBothTellOfInOneBatch_countsItOnce() {
        SHELF.hold("o-1", 3);
        record(shipment("w", "o-1", 3), books("b", "o-1", 1), books("b2", "o-1", 2));
        assertThat(SHELF.sum()).isEqualTo("-3 3 0");
    }

    @Test
    void record_whenTheBooksTellOfFewer_countsWhatTheWarehouseTellsBeyond() {
        SHELF.hold("o-1", 5);
        record(Movements.on(TODAY.minusDays(1), shipment("w", "o-1", 2)));
        record(shipment("w2", "o-1", 3));
        record(books("b", "o-1", 4));
        assertThat(SHELF.counted())
                .containsExactly(
                        "o-1 A east books 2026-11-21 4 4",
                        "o-1 A east warehouse 2026-11-20 2 0",
                        "o-1 A east warehouse 2026-11-21 3 1");
        assertThat(SHELF.sum()).isEqualTo("-5 5 0");
    }

    @Test
    void record_ofTwoOrders_doesNotMatchTheOneWithTheOther() {
        SHELF.hold("o-1", 3);
        SHELF.hold("o-2", 3);
        record(shipment("w", "o-1", 3), books("b", "o-2", 3));
        assertThat(SHELF.sum()).isEqualTo("-6 6 0");
    }

    @Test
    void record_ofAnUnknownSku_waitsForItsItem() {
        Movement movement = Movements.at("C", "east", SALE, "1", 2);
        assertThat(record(movement)).isEqualTo(new RecordOutcome(0, 0, 0, 1));
        assertThat(record(movement)).isEqualTo(new RecordOutcome(0, 1, 0, 0));
        assertThat(LEDGER.rows("SELECT sku, reason FROM movements_aside"))
                .containsExactly("C unknown-sku");
        LEDGER.addItems("C");
        assertThat(LEDGER.rows("SELECT sku FROM movements_aside")).isEmpty();
        assertThat(LEDGER.rows("SELECT sku, supply FROM net_stock")).containsExactly("C -2");
        assertThat(record(movement)).isEqualTo(new RecordOutcome(0, 1, 0, 0));
    }

    @Test
    void record_ofAnUnknownLocation_waitsForItAlsoWhenTheItemCameFirst() {
        record(Movements.at("C", "south", SALE, "1", 2), Movements.of(SALE, "2", 1));
        LEDGER.addItems("C");
        assertThat(LEDGER.rows("SELECT sku, reason FROM movements_aside"))
                .containsExactly("C unknown-location");
        LEDGER.execute("INSERT INTO locations (location) VALUES ('south')");
        assertThat(LEDGER.rows("SELECT sku FROM movements_aside")).isEmpty();
        assertThat(LEDGER.rows("SELECT sku, supply FROM net_stock ORDER BY 1"))
                .containsExactly("A -1", "C -2");
        LEDGER.execute("DELETE FROM locations WHERE location = 'south'");
    }

    @Test
    void record_ofNothing_isNothing() {
        assertThat(RECORDING.record(List.of())).isEqualTo(new RecordOutcome(0, 0, 0, 0));
    }

    @Test
    void record_ofAThousand_doesNotNeedMoreStatementsThanOfOne() {
        record(Movements.of(RECEIPT, "0", 10_000));
        List<Movement> many =
                IntStream.rangeClosed(1, 1_000)
                        .mapToObj(i -> Movements.of(SALE, "m-" + i, 1))
                        .toList();
        assertThat(RECORDING.record(many).recorded()).isEqualTo(1_000);
        assertThat(SHELF.sum()).isEqualTo("9000 0 9000");
        assertThat(LEDGER.rows("SELECT count(*) FROM movement_totals")).containsExactly("2");
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
        return Movements.ofOrder(order, Movements.of(kind, id, units));
    }
}
