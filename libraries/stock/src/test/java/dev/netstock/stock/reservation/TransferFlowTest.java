package dev.netstock.stock.reservation;

import static dev.netstock.stock.testing.Shop.HOLD;
import static dev.netstock.stock.testing.Shop.line;
import static dev.netstock.stock.testing.Shop.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.TransferId;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.model.ModelShop;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Units of an order move to another location, all or none, and once. */
class TransferFlowTest {
    private final Shop shop = Shop.open();

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 5, 1);
        shop.supply("tape", "west", 3, 1);
        shop.supply("glue", "east", 2, 1);
        shop.supply("glue", "west", 1, 1);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.conservation(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
        Invariants.once(shop.deltas());
        Invariants.shippedStays(shop.deltas());
        Invariants.holdsAndTransfers(shop.deltas());
        shop.close();
    }

    @Test
    void transfer_ofAReservation_movesItsUnits() {
        shop.reserve("A-1", line("tape", "east", 3), line("glue", "east", 1));

        Reservation reservation = transferred(shop.transfer("A-1", "T-1", "west"));

        assertThat(reservation.state()).isEqualTo(ReservationState.RESERVED);
        assertThat(reservation.lines())
                .containsExactlyInAnyOrder(at("tape", "west", 3), at("glue", "west", 1));
        assertThat(shop.available("tape", "east")).isEqualTo(5);
        assertThat(shop.available("tape", "west")).isZero();
        assertThat(shop.available("glue", "east")).isEqualTo(2);
        assertThat(shop.available("glue", "west")).isZero();
    }

    @Test
    void transfer_ofSomeUnitsOfAConfirmedOrder_keepsTheOthers() {
        shop.reserve("A-1", line("tape", "east", 3));
        shop.confirm("A-1");
        shop.cancel("A-1", "C-1", line("tape", 1));

        Reservation reservation =
                transferred(shop.transfer("A-1", "T-1", "west", line("tape", "east", 1)));

        assertThat(reservation.state()).isEqualTo(ReservationState.CONFIRMED);
        assertThat(reservation.lines())
                .containsExactly(
                        new Reservation.Line(new Sku("tape"), new Location("east"), 2, 1),
                        at("tape", "west", 1));
        assertThat(cancelled(shop.cancel("A-1", "C-2")).state())
                .isEqualTo(ReservationState.CANCELLED);
        assertThat(shop.available("tape", "west")).isEqualTo(3);
    }

    @Test
    void transfer_repeated_returnsTheSameAnswerAndMovesNothing() {
        shop.reserve("A-1", line("tape", "east", 2));
        Reservation first = transferred(shop.transfer("A-1", "T-1", "west", line("tape", 1)));

        assertThat(shop.transfer("A-1", "T-1", "west", line("tape", 1)))
                .isEqualTo(new TransferResult.AlreadyTransferred(first));
        assertThat(shop.transfer("A-1", "T-1", "west", line("tape", 2)))
                .isEqualTo(new TransferResult.TransferIdReused());
        assertThat(shop.transfer("A-1", "T-1", "north", line("tape", 1)))
                .isEqualTo(new TransferResult.TransferIdReused());
        shop.release("A-1");
        assertThat(shop.transfer("A-1", "T-1", "west", line("tape", 1)))
                .isInstanceOf(TransferResult.AlreadyTransferred.class);
    }

    @Test
    void transfer_thereAndBack_leavesTheOrderAsItWas() {
        shop.reserve("A-1", line("tape", "east", 2));
        shop.transfer("A-1", "T-1", "west");

        Reservation back = transferred(shop.transfer("A-1", "T-2", "east"));

        assertThat(back.lines()).containsExactly(at("tape", "east", 2));
        assertThat(shop.available("tape", "west")).isEqualTo(3);
    }

    @Test
    void transfer_whereUnitsAreShort_isRefusedWithTheShortagesAndMovesNothing() {
        shop.reserve("A-1", line("tape", "east", 2), line("glue", "east", 2));

        assertThat(shop.transfer("A-1", "T-1", "west"))
                .isEqualTo(
                        new TransferResult.InsufficientStock(
                                List.of(
                                        new Shortage(
                                                new Sku("glue"),
                                                Optional.of(new Location("west")),
                                                2,
                                                1))));
        assertThat(shop.available("tape", "west")).isEqualTo(3);
        assertThat(shop.transfer("A-1", "T-1", "north", line("tape", 1)))
                .isEqualTo(
                        new TransferResult.InsufficientStock(
                                List.of(
                                        new Shortage(
                                                new Sku("tape"),
                                                Optional.of(new Location("north")),
                                                1,
                                                0))));
    }

    @Test
    void transfer_toALocationThatTheOrderJustTookFrom_isRefusedIfUnitsAreShort() {
        shop.reserve("A-1", line("tape", "east", 2), line("tape", "west", 3));

        assertThat(shop.transfer("A-1", "T-1", "west", line("tape", "east", 1)))
                .isInstanceOf(TransferResult.InsufficientStock.class);
    }

    @Test
    void transfer_ofMoreThanTheOrderHoldsElsewhere_isRefused() {
        shop.reserve("A-1", line("tape", "east", 2), line("tape", "west", 1));

        assertThat(shop.transfer("A-1", "T-1", "west", line("tape", 3)))
                .isEqualTo(exceeds("tape", Optional.empty(), 3, 2));
        assertThat(shop.transfer("A-1", "T-1", "west", line("tape", "west", 1)))
                .isEqualTo(exceeds("tape", Optional.of(new Location("west")), 1, 0));
        assertThat(shop.transfer("A-1", "T-1", "west", line("saw", 1)))
                .isEqualTo(exceeds("saw", Optional.empty(), 1, 0));
    }

    @Test
    void transfer_ofShippedUnits_isRefusedAndMovesTheOthers() {
        shop.reserve("A-1", line("tape", "east", 3));
        shop.confirm("A-1");
        shop.ship("A-1", shipped("tape", "east", 2));

        assertThat(shop.transfer("A-1", "T-1", "west", line("tape", "east", 2)))
                .isEqualTo(exceeds("tape", Optional.of(new Location("east")), 2, 1));
        Reservation reservation = transferred(shop.transfer("A-1", "T-1", "west"));
        assertThat(reservation.lines())
                .containsExactly(at("tape", "east", 2), at("tape", "west", 1));

        shop.ship("A-1", shipped("tape", "west", 1));
        assertThat(shop.transfer("A-1", "T-2", "north"))
                .isEqualTo(
                        new TransferResult.ExceedsOrder(
                                List.of(
                                        excess("tape", Optional.of(new Location("east")), 2, 0),
                                        excess("tape", Optional.of(new Location("west")), 1, 0))));
    }

    @Test
    void transfer_ofAnOrderThatHoldsNothing_isRefused() {
        assertThat(shop.transfer("A-1", "T-1", "west"))
                .isEqualTo(new TransferResult.UnknownOrder());
        shop.reserve("A-1", line("tape", "east", 2));
        shop.release("A-1");
        assertThat(shop.transfer("A-1", "T-1", "west"))
                .isEqualTo(new TransferResult.ReservationClosed(ReservationState.RELEASED));
    }

    @Test
    void confirm_afterATransferredReservationExpired_takesFromItsNewLocation() {
        shop.reserve("A-1", line("tape", 2));
        shop.transfer("A-1", "T-1", "west");
        shop.clock().advance(HOLD);
        shop.expire("A-1");
        assertThat(shop.available("tape", "west")).isEqualTo(3);

        var confirmed = (ConfirmResult.Confirmed) shop.confirm("A-1");

        assertThat(confirmed.reservation().lines()).containsExactly(at("tape", "west", 2));
    }

    @Test
    void transfer_ofSeveralShardsAndAPool_givesEachItemItsUnitsBack() {
        shop.spread("tape", "east", 3);
        shop.setAside("mall", "tape", "east", 2, "aside");
        shop.accept("mall", "A-1", line("tape", "east", 3));

        Reservation reservation = transferred(shop.transfer("A-1", "T-1", "west"));

        assertThat(reservation.lines()).containsExactly(at("tape", "west", 3));
        Change change = reservation.steps().getLast().change();
        assertThat(change.lines().stream().filter(line -> line.units() > 0)).hasSizeGreaterThan(1);
        Invariants.moves(shop.items(), shop.deltas());
        Invariants.poolsAreKept(shop.items(), shop.deltas());
    }

    @Test
    void transfer_ofALineOfManyThatWouldBeSplit_isRefused() {
        RequestedLine[] lines =
                IntStream.range(0, ReserveCommand.LINES_MAX)
                        .mapToObj(i -> line("sku-" + i, "east", 2))
                        .toArray(RequestedLine[]::new);
        for (RequestedLine line : lines) {
            shop.supply(line.sku().value(), "east", 2, 1);
        }
        shop.supply("sku-0", "west", 2, 1);
        shop.reserve("A-1", lines);

        assertThat(shop.transfer("A-1", "T-1", "west", line("sku-0", 1)))
                .isEqualTo(new TransferResult.TooManyPlaces());
        transferred(shop.transfer("A-1", "T-1", "west", line("sku-0", 2)));
        shop.release("A-1");
    }

    @Test
    void followShipments_ofUnitsThatLeftFromElsewhere_movesTheirHold() {
        shop.reserve("A-1", line("tape", "east", 3));
        shop.confirm("A-1");
        shop.ship("A-1", shipped("tape", "west", 2));

        Reservation reservation = shop.followShipments("A-1").orElseThrow();

        assertThat(reservation.lines())
                .containsExactly(at("tape", "east", 1), at("tape", "west", 2));
        assertThat(TransferFlow.hasToFollow(reservation)).isFalse();
        assertThat(shop.followShipments("A-1")).contains(reservation);
        assertThat(shop.available("tape", "east")).isEqualTo(4);
    }

    @Test
    void followShipments_toSeveralLocations_movesAsMuchAsIsHeldElsewhere() {
        shop.supply("tape", "north", 3, 1);
        shop.reserve("A-1", line("tape", "east", 3), line("glue", "east", 1));
        shop.confirm("A-1");
        shop.ship(
                "A-1",
                shipped("tape", "west", 2),
                shipped("tape", "north", 2),
                shipped("glue", "east", 1));

        Reservation reservation = shop.followShipments("A-1").orElseThrow();

        assertThat(reservation.lines())
                .containsExactly(
                        at("glue", "east", 1), at("tape", "west", 2), at("tape", "north", 1));
    }

    @Test
    void followShipments_whereUnitsAreShort_changesNothing() {
        shop.reserve("A-1", line("glue", "east", 2));
        shop.confirm("A-1");
        shop.ship("A-1", shipped("glue", "west", 2));

        assertThat(shop.followShipments("A-1")).isEmpty();
        assertThat(steps("A-1")).noneMatch(it -> it.change() instanceof Change.Transferred);
    }

    @Test
    void followShipments_afterARepairGaveTheUnitsBack_movesNoOthers() {
        shop.reserve("A-1", line("tape", "east", 4));
        shop.confirm("A-1");
        shop.ship("A-1", shipped("tape", "west", 2));
        shop.cancel("A-1", "shipped-elsewhere.1", line("tape", "east", 2));

        Reservation reservation = shop.followShipments("A-1").orElseThrow();

        assertThat(reservation.version()).isEqualTo(4);
        shop.ship("A-1", shipped("tape", "west", 3));
        assertThat(shop.followShipments("A-1").orElseThrow().lines())
                .contains(at("tape", "west", 1));
    }

    @Test
    void followShipments_ofAnOrderThatHoldsNothingOrIsUnknown_changesNothing() {
        assertThat(shop.followShipments("A-1")).isEmpty();
        shop.reserve("A-1", line("tape", "east", 2));
        shop.ship("A-1", shipped("tape", "west", 2));
        shop.release("A-1");

        assertThat(shop.followShipments("A-1").orElseThrow().version()).isEqualTo(3);
    }

    @Test
    void transfer_ofAnOrderUnderALimit_keepsItsAllowance() {
        var model = new ModelShop();
        model.supply("tape", "east", 5, 1);
        model.supply("tape", "west", 5, 1);
        model.limit("tape", 2);
        model.reserveFor("ann", "A-1", line("tape", "east", 2));

        transferred(model.transfer("A-1", "T-1", "west", line("tape", 1)));

        assertThat(model.allowance()).isEqualTo(2);
        assertThat(model.reserveFor("ann", "A-2", line("tape", "west", 1)))
                .isInstanceOf(ReserveResult.LimitExceeded.class);
        model.release("A-1");
        assertThat(model.allowance()).isZero();
        Invariants.allowances(model.allowances(), model.deltas());
    }

    /** A transaction gives back items and allowances. */
    @Test
    void transfer_ofManyLinesUnderLimits_isRefusedIfTheyCouldNotComeBackTogether() {
        var model = new ModelShop();
        RequestedLine[] lines =
                IntStream.range(0, 49)
                        .mapToObj(i -> line("sku-" + i, "east", 2))
                        .toArray(RequestedLine[]::new);
        for (RequestedLine line : lines) {
            model.supply(line.sku().value(), "east", 2, 1);
            model.supply(line.sku().value(), "west", 2, 1);
        }
        List.of("sku-0", "sku-1", "sku-2").forEach(sku -> model.limit(sku, 2));
        model.reserveFor("ann", "A-1", lines);
        RequestedLine[] ofEach =
                IntStream.range(0, 48)
                        .mapToObj(i -> line("sku-" + i, "east", 1))
                        .toArray(RequestedLine[]::new);

        assertThat(model.transfer("A-1", "T-1", "west", ofEach))
                .isEqualTo(new TransferResult.TooManyPlaces());
        transferred(model.transfer("A-1", "T-2", "west", Arrays.copyOf(ofEach, 47)));
        Invariants.conservation(model.items());
        Invariants.journal(model.items(), model.deltas());
    }

    /** An earlier attempt moved the units, and another order took what came since. */
    @Test
    void transfer_whoseUnitsAnotherAttemptHasMoved_isNotRefused() {
        var model = new ModelShop();
        model.supply("tape", "east", 2, 1);
        model.supply("tape", "west", 2, 1);
        model.reserve("A-1", line("tape", "east", 2));
        Reservations other = model.environment();
        var command =
                new TransferCommand(
                        new OrderId("A-1"), new TransferId("T-1"), new Location("west"), List.of());
        model.before(
                "take",
                () -> {
                    transferred(other.transferFlow().transfer(command, model.call()));
                    model.supply("tape", "west", 3, 2);
                    other.reserveFlow()
                            .reserve(Shop.order("B-1", line("tape", "west", 1)), model.call());
                });

        assertThat(model.transfer("A-1", "T-1", "west"))
                .isInstanceOf(TransferResult.AlreadyTransferred.class);
    }

    @Test
    void transfer_whileTheOrderIsConfirmed_decidesAgainAndLeavesNoTake() {
        var model = new ModelShop();
        model.supply("tape", "east", 2, 1);
        model.supply("tape", "west", 2, 1);
        model.reserve("A-1", line("tape", "east", 2));
        Reservations other = model.environment();
        model.before(
                "giveBack", () -> other.confirmFlow().confirm(new OrderId("A-1"), model.call()));

        Reservation reservation = transferred(model.transfer("A-1", "T-1", "west"));

        assertThat(reservation.state()).isEqualTo(ReservationState.CONFIRMED);
        assertThat(reservation.version()).isEqualTo(3);
        Invariants.conservation(model.items());
        Invariants.journal(model.items(), model.deltas());
    }

    @Test
    void transfer_killedAfterItsTake_isSweptAndCanBeMadeAgain() {
        var model = new ModelShop();
        model.supply("tape", "east", 2, 1);
        model.supply("tape", "west", 2, 1);
        model.reserve("A-1", line("tape", "east", 2));
        model.within(Duration.ofSeconds(1));
        model.before("giveBack", Collections.nCopies(99, ModelShop.LOST).toArray(Runnable[]::new));
        assertThatThrownBy(() -> model.transfer("A-1", "T-1", "west"))
                .isInstanceOf(RetryLaterException.class);
        assertThat(model.available("tape", "west")).containsExactly(0L);

        model.recover();
        model.takes().forEach(take -> model.sweepFlow().sweep(take, model.call()));
        assertThat(model.available("tape", "west")).containsExactly(2L);
        Reservation reservation = transferred(model.transfer("A-1", "T-1", "west"));

        assertThat(reservation.lines()).containsExactly(at("tape", "west", 2));
        assertThat(reservation.steps().get(1).change()).isEqualTo(new Change.Abandoned());
        Invariants.conservation(model.items());
        Invariants.journal(model.items(), model.deltas());
    }

    private List<Delta> steps(String order) {
        return shop.stock().readReservation(new OrderId(order), Shop.call()).orElseThrow().steps();
    }

    private static Reservation.Line at(String sku, String location, long quantity) {
        return new Reservation.Line(new Sku(sku), new Location(location), quantity, 0);
    }

    private static TransferResult exceeds(
            String sku, Optional<Location> location, long requested, long movable) {
        return new TransferResult.ExceedsOrder(List.of(excess(sku, location, requested, movable)));
    }

    private static TransferResult.Excess excess(
            String sku, Optional<Location> location, long requested, long movable) {
        return new TransferResult.Excess(new Sku(sku), location, requested, movable);
    }

    private static Reservation transferred(TransferResult result) {
        assertThat(result).isInstanceOf(TransferResult.Transferred.class);
        return ((TransferResult.Transferred) result).reservation();
    }

    private static Reservation cancelled(CancelResult result) {
        assertThat(result).isInstanceOf(CancelResult.Cancelled.class);
        return ((CancelResult.Cancelled) result).reservation();
    }
}
