package dev.netstock.stock.reservation;

import static dev.netstock.stock.testing.Shop.HOLD;
import static dev.netstock.stock.testing.Shop.item;
import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.Origin;
import dev.netstock.stock.model.ModelShop;
import dev.netstock.stock.reservation.CancelResult.AlreadyCancelled;
import dev.netstock.stock.reservation.CancelResult.CancellationIdReused;
import dev.netstock.stock.reservation.CancelResult.Cancelled;
import dev.netstock.stock.reservation.CancelResult.ExceedsOrder;
import dev.netstock.stock.reservation.Reservation.HeldItem;
import dev.netstock.stock.reservation.ReserveResult.AlreadyReserved;
import dev.netstock.stock.reservation.ReserveResult.OrderIdReused;
import dev.netstock.stock.reservation.ReserveResult.Reserved;
import dev.netstock.stock.testing.Invariants;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of an order of 3 tape and 2 zinc, of 10 each. */
class OrderStepsTest {
    private static final RequestedLine TAPE = line("tape", "east", 3);
    private static final RequestedLine ZINC = line("zinc", "east", 2);
    private static final Channel STOREFRONT = new Channel("storefront");

    private final ModelShop shop = new ModelShop();

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 10, 1);
        shop.supply("zinc", "east", 10, 1);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.conservation(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
        Invariants.once(shop.deltas());
    }

    @Test
    void reserve_ofTheSameLinesInAnotherOrder_isTheSameRequest() {
        shop.reserve("A-1", line("tape", "east", 1), ZINC, line("tape", "east", 2));

        assertThat(shop.reserve("A-1", ZINC, TAPE)).isInstanceOf(AlreadyReserved.class);
    }

    @Test
    void reserve_ofOtherContents_isRefused() {
        shop.reserve("A-1", TAPE, ZINC);

        assertThat(
                        Stream.of(
                                shop.reserve("A-1", TAPE),
                                shop.reserve("A-1", TAPE, line("zinc", "east", 1)),
                                shop.reserve("A-1", TAPE, line("zinc", "west", 2)),
                                shop.reserve("A-1", TAPE, line("zinc", 2)),
                                shop.reserve("A-1", TAPE, line("glue", "east", 2)),
                                reserve(STOREFRONT, HOLD.minusSeconds(1)),
                                reserve(new Channel("mall"), HOLD)))
                .allMatch(OrderIdReused.class::isInstance);
        assertThat(reserve(STOREFRONT, HOLD)).isInstanceOf(AlreadyReserved.class);
    }

    private ReserveResult reserve(Channel channel, Duration hold) {
        var command = new ReserveCommand(new OrderId("A-1"), channel, hold, List.of(TAPE, ZINC));
        return shop.reservations().reserveFlow().reserve(command, shop.call());
    }

    @Test
    void cancel_ofOtherContentsUnderTheSameId_isRefused() {
        shop.reserve("A-1", TAPE, ZINC);
        shop.confirm("A-1");
        shop.cancel("A-1", "c1", line("tape", "east", 1));

        assertThat(shop.cancel("A-1", "c1", line("tape", "east", 1)))
                .isInstanceOf(AlreadyCancelled.class);
        assertThat(shop.cancel("A-1", "c1", line("tape", "east", 2)))
                .isInstanceOf(CancellationIdReused.class);
        assertThat(shop.cancel("A-1", "c1")).isInstanceOf(CancellationIdReused.class);
        assertThat(shop.cancel("A-1", "c2", line("tape", "east", 1))).isInstanceOf(Cancelled.class);
        assertThat(shop.available("tape", "east")).containsExactly(9L);
    }

    @Test
    void cancel_ofTheRestAfterAPart_givesBackOnlyTheRest() {
        shop.reserve("A-1", TAPE, ZINC);
        shop.confirm("A-1");
        assertThat(shop.cancel("A-1", "c1", ZINC, line("tape", "east", 1)))
                .isInstanceOfSatisfying(
                        Cancelled.class,
                        result ->
                                assertThat(result.reservation().state())
                                        .isEqualTo(ReservationState.CONFIRMED));

        assertThat(shop.cancel("A-1", "c2"))
                .isInstanceOfSatisfying(
                        Cancelled.class,
                        result ->
                                assertThat(result.reservation().state())
                                        .isEqualTo(ReservationState.CANCELLED));

        assertThat(lastStep().lines()).containsExactly(DeltaLine.giveBack(item("tape", "east"), 2));
        assertThat(shop.cancel("A-1", "c3")).isInstanceOf(ExceedsOrder.class);
    }

    @Test
    void reservation_ofASplitSku_addsItsItemsUp() {
        shop.spread("tape", "east", 2);
        shop.reserve("A-1", line("tape", "east", 8));
        shop.confirm("A-1");
        shop.cancel("A-1", "c1", line("tape", "east", 7));

        Reservation reservation = read("A-1").orElseThrow();

        assertThat(reservation.items()).hasSize(2);
        assertThat(reservation.lines())
                .containsExactly(new Reservation.Line(new Sku("tape"), new Location("east"), 8, 7));
    }

    @Test
    void expire_givesBackAtTheEndOfTheHoldAndNotBefore() {
        shop.reserve("A-1", TAPE);

        shop.pass(HOLD.minusMillis(1));
        assertThat(shop.expire("A-1")).isInstanceOf(ExpireResult.NotYet.class);
        shop.pass(Duration.ofMillis(1));
        assertThat(shop.expire("A-1")).isInstanceOf(ExpireResult.Expired.class);

        assertThat(shop.available("tape", "east")).containsExactly(10L);
    }

    @Test
    void confirm_ofAnExpiredReservationWhoseUnitsAreSold_isShort() {
        shop.reserve("A-1", TAPE);
        shop.pass(HOLD);
        shop.expire("A-1");
        shop.reserve("B-1", line("tape", "east", 9));

        assertThat(shop.confirm("A-1")).isInstanceOf(ConfirmResult.InsufficientStock.class);

        assertThat(read("A-1").orElseThrow().state()).isEqualTo(ReservationState.EXPIRED);
    }

    @Test
    void reserve_recordsWhichUnitsTheLineWithoutLocationTook() {
        shop.supply("tape", "west", 5, 1);

        shop.reserve("A-1", TAPE, line("tape", 6));
        shop.reserve("A-2", line("tape", "west", 1), line("tape", 2));

        assertThat(anywhere("A-1")).containsExactly(Map.entry(item("tape", "east"), 6L));
        assertThat(anywhere("A-2")).containsExactly(Map.entry(item("tape", "west"), 2L));
    }

    private Map<ItemKey, Long> anywhere(String order) {
        Change change = read(order).orElseThrow().steps().getFirst().change();
        return ((Change.Reserved) change).anywhere();
    }

    @Test
    void reserve_ofLinesThatAllNameTheirLocation_recordsNoUnitsFromAnywhere() {
        shop.reserve("A-1", TAPE, ZINC);

        assertThat(anywhere("A-1")).isEmpty();
    }

    @Test
    void cancel_ofALineThatOneItemCovers_changesOnlyThatItem() {
        shop.supply("tape", "west", 5, 1);
        shop.reserve("A-1", line("tape", 12));
        shop.confirm("A-1");

        shop.cancel("A-1", "c1", line("tape", 1));

        assertThat(lastStep().lines()).containsExactly(DeltaLine.giveBack(item("tape", "east"), 1));
    }

    @Test
    void confirm_ofAnExpiredReservationThatTakesElsewhere_holdsOnlyTheNewItem() {
        shop.supply("tape", "west", 5, 1);
        shop.reserve("A-1", line("tape", 3));
        shop.pass(HOLD);
        shop.expire("A-1");
        shop.reserve("B-1", line("tape", "east", 10));

        shop.confirm("A-1");

        assertThat(read("A-1").orElseThrow().items())
                .containsExactly(new HeldItem(item("tape", "west"), 3, 0));
    }

    @Test
    void confirm_ofAnExpiredReservation_makesThreeRequests() {
        shop.reserve("A-1", TAPE);
        shop.pass(HOLD);
        shop.expire("A-1");
        shop.drainRequests();

        assertThat(shop.confirm("A-1")).isInstanceOf(ConfirmResult.Confirmed.class);

        assertThat(shop.drainRequests()).containsExactly("deltas", "take", "append");
    }

    @Test
    void read_ofAnUnknownOrder_isEmpty() {
        assertThat(read("A-1")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("changesThatAreNoSteps")
    void evolve_byAChangeThatIsNotAStepOfAnOrder_throws(Change change) {
        assertThat(shop.reserve("A-1", TAPE)).isInstanceOf(Reserved.class);
        var row =
                new Delta(
                        Cause.of(new OrderId("A-1")),
                        "0002",
                        change,
                        Optional.empty(),
                        new Origin(Instant.EPOCH, "test", "trace", "a"));

        assertThatThrownBy(() -> Evolution.evolve(read("A-1"), row))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(change.type());
    }

    static List<Change> changesThatAreNoSteps() {
        DeltaLine line = DeltaLine.giveBack(item("tape", "east"), 1);
        return List.of(
                new Change.Undone(line),
                new Change.SupplyChanged(line, 1, 1),
                new Change.Corrected(line, 0, 0, "report"),
                new Change.Reconciled(0, 0, "report"),
                new Change.Moved(List.of()));
    }

    @Test
    void evolve_byASecondReservation_throws() {
        shop.reserve("A-1", TAPE);
        Optional<Reservation> reservation = read("A-1");
        Delta step = reservation.orElseThrow().steps().getFirst();

        assertThatThrownBy(() -> Evolution.evolve(reservation, step))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void commands_outsideTheirLimits_areIllegal() {
        assertThat(order(99, HOLD).lines()).hasSize(99);
        assertThat(order(1, ReserveCommand.HOLD_MIN).hold()).contains(ReserveCommand.HOLD_MIN);
        assertIllegal(() -> order(100, HOLD));
        assertIllegal(() -> order(0, HOLD));
        assertIllegal(() -> order(1, ReserveCommand.HOLD_MIN.minusMillis(1)));
        assertIllegal(() -> order(1, ReserveCommand.HOLD_MAX.plusMillis(1)));
        assertThat(cancellation(99).lines()).hasSize(99);
        assertIllegal(() -> cancellation(100));
        assertThat(line("tape", 9_999).quantity()).isEqualTo(9_999);
        assertIllegal(() -> line("tape", 10_000));
        assertIllegal(() -> line("tape", 0));
    }

    private static void assertIllegal(Runnable making) {
        assertThatThrownBy(making::run).isInstanceOf(IllegalArgumentException.class);
    }

    private static ReserveCommand order(int lines, Duration hold) {
        return new ReserveCommand(
                new OrderId("A-1"), STOREFRONT, hold, Collections.nCopies(lines, TAPE));
    }

    private static CancelCommand cancellation(int lines) {
        return new CancelCommand(
                new OrderId("A-1"), new CancellationId("c"), Collections.nCopies(lines, TAPE));
    }

    private Optional<Reservation> read(String order) {
        return shop.reservations().read(new OrderId(order), shop.call());
    }

    private Delta lastStep() {
        return read("A-1").orElseThrow().steps().getLast();
    }
}
