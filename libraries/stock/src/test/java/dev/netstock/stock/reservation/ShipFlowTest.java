package dev.netstock.stock.reservation;

import static dev.netstock.stock.testing.Shop.line;
import static dev.netstock.stock.testing.Shop.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.ShippedLine;
import dev.netstock.stock.reservation.CancelResult.AlreadyShipped;
import dev.netstock.stock.reservation.CancelResult.ExceedsOrder;
import dev.netstock.stock.reservation.CancelResult.Excess;
import dev.netstock.stock.reservation.CancelResult.PartlyShipped;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Shipped units are never given back. */
class ShipFlowTest {
    private final Shop shop = Shop.open();

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 5, 1);
        shop.supply("tape", "west", 3, 1);
        shop.supply("glue", "east", 2, 1);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.conservation(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
        Invariants.once(shop.deltas());
        Invariants.shippedStays(shop.deltas());
        shop.close();
    }

    @Test
    void ship_ofNewUnits_recordsThemAndChangesNeitherStateNorUnits() {
        confirmed("A-1", line("tape", "east", 3));

        Reservation reservation = recorded(shop.ship("A-1", shipped("tape", "east", 2)));

        assertThat(reservation.state()).isEqualTo(ReservationState.CONFIRMED);
        assertThat(reservation.version()).isEqualTo(3);
        assertThat(reservation.shipped()).containsExactly(shipped("tape", "east", 2));
        assertThat(reservation.lines())
                .containsExactly(new Reservation.Line(new Sku("tape"), new Location("east"), 3, 0));
        assertThat(shop.available("tape", "east")).isEqualTo(2);
        assertThat(shop.stockOf("tape", "east").reserved()).isEqualTo(3);
    }

    @Test
    void ship_ofALargerTotal_recordsTheDifference() {
        confirmed("A-1", line("tape", "east", 3), line("glue", "east", 1));
        shop.ship("A-1", shipped("tape", "east", 1), shipped("glue", "east", 1));

        Reservation reservation =
                recorded(shop.ship("A-1", shipped("tape", "east", 3), shipped("glue", "east", 1)));

        assertThat(reservation.steps().getLast().change())
                .isEqualTo(new Change.Shipped(List.of(shipped("tape", "east", 2))));
        assertThat(reservation.shipped())
                .containsExactly(shipped("tape", "east", 3), shipped("glue", "east", 1));
    }

    @Test
    void ship_ofKnownOrOlderTotals_recordsNothing() {
        confirmed("A-1", line("tape", "east", 3));
        Reservation reservation = recorded(shop.ship("A-1", shipped("tape", "east", 2)));

        for (long total = 1; total <= 2; total++) {
            assertThat(shop.ship("A-1", shipped("tape", "east", total)))
                    .isEqualTo(new ShipResult.AlreadyKnown(reservation));
        }
        assertThat(shop.ship("A-1")).isEqualTo(new ShipResult.AlreadyKnown(reservation));
    }

    @Test
    void ship_ofTheSamePlaceTwice_countsTheLargerTotal() {
        confirmed("A-1", line("tape", "east", 3));

        Reservation reservation =
                recorded(shop.ship("A-1", shipped("tape", "east", 1), shipped("tape", "east", 2)));

        assertThat(reservation.shipped()).containsExactly(shipped("tape", "east", 2));
    }

    @Test
    void ship_ofUnitsThatTheOrderDoesNotHold_isRecordedAndAffectsNoOtherUnits() {
        confirmed("A-1", line("tape", "east", 1));

        Reservation reservation =
                recorded(shop.ship("A-1", shipped("tape", "north", 9), shipped("saw", "west", 1)));

        assertThat(reservation.shipped())
                .containsExactly(shipped("tape", "north", 9), shipped("saw", "west", 1));
        assertThat(stateOf(shop.cancel("A-1", "C-1"))).isEqualTo(ReservationState.CANCELLED);
        assertThat(shop.available("tape", "east")).isEqualTo(5);
    }

    @Test
    void ship_ofAnUnknownOrder_writesNothing() {
        assertThat(shop.ship("A-1", shipped("tape", "east", 1)))
                .isEqualTo(new ShipResult.UnknownOrder());
        assertThat(shop.deltas()).noneMatch(delta -> delta.change() instanceof Change.Shipped);
        assertThat(shop.reserve("A-1", line("tape", "east", 1)))
                .isInstanceOf(ReserveResult.Reserved.class);
    }

    @Test
    void ship_inEachState_isRecordedAndChangesNoState() {
        shop.reserve("reserved", line("tape", "east", 1));
        confirmed("confirmed", line("tape", "east", 1));
        confirmed("cancelled", line("tape", "east", 1));
        shop.cancel("cancelled", "C-1");
        shop.reserve("released", line("tape", "east", 1));
        shop.release("released");
        shop.reserve("expired", line("tape", "west", 1));
        shop.clock().advance(Shop.HOLD);
        shop.expire("expired");

        for (ReservationState state : ReservationState.values()) {
            String order = state.name().toLowerCase(java.util.Locale.ROOT);
            Reservation reservation = recorded(shop.ship(order, shipped("tape", "east", 1)));
            assertThat(reservation.state()).isEqualTo(state);
            assertThat(reservation.version()).isEqualTo(reservation.steps().size());
        }
    }

    @Test
    void ship_ofMorePlacesThanAnEventHolds_recordsAllInSeveralSteps() {
        confirmed("A-1", line("tape", "east", 1));
        ShippedLine[] totals =
                IntStream.rangeClosed(0, ShipPolicy.LINES_MAX)
                        .mapToObj(i -> shipped("sku-" + i, "east", 1))
                        .toArray(ShippedLine[]::new);

        Reservation reservation = recorded(shop.ship("A-1", totals));

        assertThat(reservation.shipped()).containsExactly(totals);
        assertThat(reservation.version()).isEqualTo(4);
        assertThat(shop.ship("A-1", totals)).isInstanceOf(ShipResult.AlreadyKnown.class);
    }

    @Test
    void shippedLine_withoutUnits_isRefused() {
        assertThatThrownBy(() -> shipped("tape", "east", 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cancel_ofAllAfterAPartHasShipped_isRefusedWithTheCancellableUnits() {
        confirmed("A-1", line("tape", "east", 3), line("glue", "east", 1));
        shop.ship("A-1", shipped("tape", "east", 2));

        assertThat(shop.cancel("A-1", "C-1"))
                .isEqualTo(
                        new AlreadyShipped(
                                List.of(
                                        partly("glue", "east", 1, 1, 0),
                                        partly("tape", "east", 3, 1, 2))));
        assertThat(shop.available("tape", "east")).isEqualTo(2);
        assertThat(stateOf(shop.cancel("A-1", "C-2", line("tape", 1), line("glue", 1))))
                .isEqualTo(ReservationState.CONFIRMED);
        assertThat(shop.available("tape", "east")).isEqualTo(3);
    }

    @Test
    void cancel_ofMoreThanIsUnshipped_isAlreadyShippedAndOfMoreThanIsHeldExceedsTheOrder() {
        confirmed("A-1", line("tape", "east", 3), line("glue", "east", 1));
        shop.ship("A-1", shipped("tape", "east", 2));

        assertThat(shop.cancel("A-1", "C-1", line("tape", "east", 2), line("glue", "east", 1)))
                .isEqualTo(new AlreadyShipped(List.of(partly("tape", "east", 2, 1, 2))));
        assertThat(shop.cancel("A-1", "C-1", line("tape", "east", 4)))
                .isEqualTo(
                        new ExceedsOrder(
                                List.of(
                                        new Excess(
                                                new Sku("tape"),
                                                Optional.of(new Location("east")),
                                                4,
                                                1))));
        assertThat(shop.available("tape", "east")).isEqualTo(2);
        assertThat(shop.available("glue", "east")).isEqualTo(1);
    }

    @Test
    void cancel_ofALineWithoutLocation_cancelsUnshippedUnits() {
        confirmed("A-1", line("tape", "east", 2), line("tape", "west", 2));
        shop.ship("A-1", shipped("tape", "east", 2));

        assertThat(shop.cancel("A-1", "C-1", line("tape", 3)))
                .isEqualTo(
                        new AlreadyShipped(
                                List.of(
                                        new PartlyShipped(
                                                new Sku("tape"), Optional.empty(), 3, 2, 2))));
        shop.cancel("A-1", "C-1", line("tape", 2));

        assertThat(shop.available("tape", "east")).isEqualTo(3);
        assertThat(shop.available("tape", "west")).isEqualTo(3);
    }

    @Test
    void cancel_ofCompetingLines_reportsTheCancellableUnitsOfEach() {
        confirmed("A-1", line("tape", "east", 3), line("tape", "west", 1));
        shop.ship("A-1", shipped("tape", "west", 1));

        assertThat(shop.cancel("A-1", "C-1", line("tape", "east", 2), line("tape", 2)))
                .isEqualTo(
                        new AlreadyShipped(
                                List.of(
                                        new PartlyShipped(
                                                new Sku("tape"), Optional.empty(), 2, 1, 1))));
        assertThat(stateOf(shop.cancel("A-1", "C-1", line("tape", "east", 2), line("tape", 1))))
                .isEqualTo(ReservationState.CONFIRMED);
        assertThat(shop.available("tape", "east")).isEqualTo(5);
    }

    @Test
    void cancel_ofUnitsOfSeveralShards_givesBackUnshippedUnits() {
        shop.spread("tape", "east", 3);
        confirmed("A-1", line("tape", "east", 5));
        shop.ship("A-1", shipped("tape", "east", 3));

        assertThat(shop.cancel("A-1", "C-1", line("tape", "east", 3)))
                .isInstanceOf(AlreadyShipped.class);
        shop.cancel("A-1", "C-1", line("tape", "east", 2));

        assertThat(availableInEast()).isEqualTo(2);
        assertThat(shop.cancel("A-1", "C-2"))
                .isEqualTo(new AlreadyShipped(List.of(partly("tape", "east", 3, 0, 3))));
    }

    @Test
    void cancel_repeatedAfterTheRestHasShipped_answersTheSame() {
        confirmed("A-1", line("tape", "east", 3));
        shop.cancel("A-1", "C-1", line("tape", 1));
        shop.ship("A-1", shipped("tape", "east", 2));

        assertThat(shop.cancel("A-1", "C-1", line("tape", 1)))
                .isInstanceOf(CancelResult.AlreadyCancelled.class);
        assertThat(shop.cancel("A-1", "C-1", line("tape", 2)))
                .isEqualTo(new CancelResult.CancellationIdReused());
        assertThat(shop.available("tape", "east")).isEqualTo(3);
    }

    @Test
    void cancel_afterMoreShippedThanTheOrderHolds_findsNothingToCancel() {
        confirmed("A-1", line("tape", "east", 3));
        shop.cancel("A-1", "C-1", line("tape", 2));
        shop.ship("A-1", shipped("tape", "east", 3));

        assertThat(shop.cancel("A-1", "C-2", line("tape", 1)))
                .isEqualTo(
                        new AlreadyShipped(
                                List.of(
                                        new PartlyShipped(
                                                new Sku("tape"), Optional.empty(), 1, 0, 1))));
        assertThat(shop.available("tape", "east")).isEqualTo(4);
    }

    @Test
    void release_afterAPartHasShipped_givesBackTheRest() {
        shop.reserve("A-1", line("tape", "east", 3), line("glue", "east", 1));
        shop.ship("A-1", shipped("tape", "east", 2), shipped("glue", "east", 1));

        var released = (ReleaseResult.Released) shop.release("A-1");

        assertThat(released.reservation().state()).isEqualTo(ReservationState.RELEASED);
        assertThat(shop.available("tape", "east")).isEqualTo(3);
        assertThat(shop.available("glue", "east")).isEqualTo(1);
        assertThat(shop.release("A-1")).isEqualTo(released);
    }

    @Test
    void expire_afterAllHasShipped_endsTheReservationAndGivesNothingBack() {
        shop.reserve("A-1", line("tape", "east", 3));
        shop.ship("A-1", shipped("tape", "east", 4));
        shop.clock().advance(Shop.HOLD);

        assertThat(shop.expire("A-1"))
                .isInstanceOfSatisfying(
                        ExpireResult.Expired.class,
                        expired ->
                                assertThat(expired.reservation().state())
                                        .isEqualTo(ReservationState.EXPIRED));
        assertThat(shop.available("tape", "east")).isEqualTo(2);
    }

    @Test
    void confirm_afterAnExpiryThatKeptAPart_takesTheRestAgainAndHoldsBoth() {
        shop.reserve("A-1", line("tape", "east", 3), line("glue", "east", 1));
        shop.ship("A-1", shipped("tape", "east", 2));
        expire("A-1");
        assertThat(shop.available("tape", "east")).isEqualTo(3);

        var confirmed = (ConfirmResult.Confirmed) shop.confirm("A-1");

        assertThat(confirmed.reservation().lines())
                .containsExactly(
                        new Reservation.Line(new Sku("glue"), new Location("east"), 1, 0),
                        new Reservation.Line(new Sku("tape"), new Location("east"), 3, 0));
        assertThat(shop.available("tape", "east")).isEqualTo(2);
        assertThat(shop.cancel("A-1", "C-1"))
                .isEqualTo(
                        new AlreadyShipped(
                                List.of(
                                        partly("glue", "east", 1, 1, 0),
                                        partly("tape", "east", 3, 1, 2))));
    }

    @Test
    void confirm_afterAnExpiryThatGaveNothingBack_takesNothing() {
        shop.reserve("A-1", line("tape", "east", 3));
        shop.ship("A-1", shipped("tape", "east", 3));
        expire("A-1");
        shop.reserve("A-2", line("tape", "east", 2));

        var confirmed = (ConfirmResult.Confirmed) shop.confirm("A-1");

        assertThat(confirmed.reservation().state()).isEqualTo(ReservationState.CONFIRMED);
        assertThat(confirmed.reservation().lines())
                .containsExactly(new Reservation.Line(new Sku("tape"), new Location("east"), 3, 0));
        assertThat(shop.available("tape", "east")).isZero();
    }

    @Test
    void confirm_whenTheUnitsShippedAfterTheExpiry_takesAllAgain() {
        shop.reserve("A-1", line("tape", "east", 3));
        expire("A-1");
        shop.ship("A-1", shipped("tape", "east", 3));

        assertThat(shop.confirm("A-1")).isInstanceOf(ConfirmResult.Confirmed.class);

        assertThat(shop.available("tape", "east")).isEqualTo(2);
        assertThat(shop.cancel("A-1", "C-1"))
                .isEqualTo(new AlreadyShipped(List.of(partly("tape", "east", 3, 0, 3))));
    }

    @Test
    void confirm_ofShardsWhoseUnitsWereTakenAgain_addsThemUp() {
        shop.spread("tape", "east", 3);
        shop.reserve("A-1", line("tape", "east", 5));
        shop.ship("A-1", shipped("tape", "east", 2));
        expire("A-1");
        shop.confirm("A-1");

        shop.cancel("A-1", "C-1", line("tape", "east", 3));

        assertThat(availableInEast()).isEqualTo(3);
    }

    private void confirmed(String orderId, RequestedLine... lines) {
        assertThat(shop.reserve(orderId, lines)).isInstanceOf(ReserveResult.Reserved.class);
        assertThat(shop.confirm(orderId)).isInstanceOf(ConfirmResult.Confirmed.class);
    }

    private void expire(String orderId) {
        shop.clock().advance(Shop.HOLD);
        assertThat(shop.expire(orderId)).isInstanceOf(ExpireResult.Expired.class);
    }

    private long availableInEast() {
        return Stream.of(0, 1, 2)
                .map(Shop.item("tape", "east")::shard)
                .flatMap(item -> shop.items(item).stream())
                .mapToLong(item -> item.available())
                .sum();
    }

    private static PartlyShipped partly(
            String sku, String location, long requested, long cancellable, long shipped) {
        return new PartlyShipped(
                new Sku(sku), Optional.of(new Location(location)), requested, cancellable, shipped);
    }

    private static Reservation recorded(ShipResult result) {
        return ((ShipResult.Shipped) result).reservation();
    }

    private static ReservationState stateOf(CancelResult result) {
        return ((CancelResult.Cancelled) result).reservation().state();
    }
}
