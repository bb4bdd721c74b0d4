package dev.netstock.stock.reservation;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.reservation.CancelResult.Excess;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class ReservationFlowTest {
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
    }

    @Test
    void reserve_whenUnitsAreAvailable_takesThem() {
        var result = shop.reserve("A-1", line("tape", "east", 2));

        assertThat(result)
                .isInstanceOfSatisfying(
                        ReserveResult.Reserved.class,
                        reserved -> {
                            Reservation reservation = reserved.reservation();
                            assertThat(reservation.state()).isEqualTo(ReservationState.RESERVED);
                            assertThat(reservation.version()).isEqualTo(1);
                            assertThat(reservation.lines())
                                    .containsExactly(
                                            new Reservation.Line(
                                                    new Sku("tape"), new Location("east"), 2, 0));
                            assertThat(reservation.expiresAt())
                                    .isEqualTo(shop.clock().instant().plus(Shop.HOLD));
                        });
        assertThat(shop.available("tape", "east")).isEqualTo(3);
        assertThat(shop.stockOf("tape", "east").reserved()).isEqualTo(2);
    }

    @Test
    void reserve_whenRepeated_answersTheSameAndTakesNothing() {
        var first =
                (ReserveResult.Reserved)
                        shop.reserve("A-1", line("tape", "east", 1), line("tape", "east", 1));
        shop.clock().advance(Duration.ofSeconds(5));

        var again = shop.reserve("A-1", line("tape", "east", 2));

        assertThat(again).isEqualTo(new ReserveResult.AlreadyReserved(first.reservation()));
        assertThat(shop.available("tape", "east")).isEqualTo(3);
    }

    @Test
    void reserve_whenTheIdWasUsedWithOtherContents_refusesAndChangesNothing() {
        shop.reserve("A-1", line("tape", "east", 2));

        assertThat(shop.reserve("A-1", line("tape", "east", 1)))
                .isEqualTo(new ReserveResult.OrderIdReused());
        assertThat(shop.available("tape", "east")).isEqualTo(3);
    }

    @Test
    void reserve_whenALineIsShort_takesNothingAndReportsWhatIsAvailable() {
        var result = shop.reserve("A-1", line("tape", "east", 1), line("glue", "east", 3));

        assertThat(result)
                .isEqualTo(
                        new ReserveResult.InsufficientStock(
                                List.of(
                                        new Shortage(
                                                new Sku("glue"),
                                                Optional.of(new Location("east")),
                                                3,
                                                2))));
        assertThat(shop.available("tape", "east")).isEqualTo(5);
    }

    @Test
    void reserve_whenTheOnlyLineIsShort_reportsTheUnitsOfTheFailedCondition() {
        var result = shop.reserve("A-1", line("glue", "east", 3));

        assertThat(result)
                .isEqualTo(
                        new ReserveResult.InsufficientStock(
                                List.of(
                                        new Shortage(
                                                new Sku("glue"),
                                                Optional.of(new Location("east")),
                                                3,
                                                2))));
    }

    @Test
    void reserve_whenASkuIsUnknown_namesIt() {
        assertThat(shop.reserve("A-1", line("saw", "east", 1)))
                .isEqualTo(new ReserveResult.UnknownSkus(List.of(new Sku("saw"))));
        assertThat(shop.reserve("A-2", line("saw", 1), line("tape", "east", 1)))
                .isEqualTo(new ReserveResult.UnknownSkus(List.of(new Sku("saw"))));
    }

    @Test
    void reserve_whenAnotherLocationHasTheSku_isShortNotUnknown() {
        assertThat(shop.reserve("A-1", line("glue", "west", 1)))
                .isEqualTo(
                        new ReserveResult.InsufficientStock(
                                List.of(
                                        new Shortage(
                                                new Sku("glue"),
                                                Optional.of(new Location("west")),
                                                1,
                                                0))));
    }

    @Test
    void reserve_whenNoLocationIsNamed_takesAllFromTheFirstThatHasIt() {
        shop.reserve("A-1", line("tape", "east", 3));

        assertThat(linesOf(shop.reserve("A-2", line("tape", 3))))
                .containsExactly(new Reservation.Line(new Sku("tape"), new Location("west"), 3, 0));
    }

    @Test
    void reserve_whenNoLocationHasAll_splitsByPriority() {
        assertThat(linesOf(shop.reserve("A-1", line("tape", 7))))
                .containsExactly(
                        new Reservation.Line(new Sku("tape"), new Location("east"), 5, 0),
                        new Reservation.Line(new Sku("tape"), new Location("west"), 2, 0));
    }

    @Test
    void reserve_whenAllLocationsTogetherAreShort_reportsTheirSum() {
        assertThat(shop.reserve("A-1", line("tape", 9)))
                .isEqualTo(
                        new ReserveResult.InsufficientStock(
                                List.of(new Shortage(new Sku("tape"), Optional.empty(), 9, 8))));
    }

    @Test
    void reserve_withTheMostLines_takesAndGivesAllBack() {
        RequestedLine[] lines =
                IntStream.range(0, ReserveCommand.LINES_MAX)
                        .mapToObj(i -> line("sku-" + i, "east", 1))
                        .toArray(RequestedLine[]::new);
        IntStream.range(0, ReserveCommand.LINES_MAX)
                .forEach(i -> shop.supply("sku-" + i, "east", 1, 1));

        assertThat(shop.reserve("A-1", lines)).isInstanceOf(ReserveResult.Reserved.class);
        assertThat(shop.release("A-1")).isInstanceOf(ReleaseResult.Released.class);
        assertThat(shop.available("sku-98", "east")).isEqualTo(1);
    }

    @Test
    void release_whenReserved_givesTheUnitsBackOnce() {
        shop.reserve("A-1", line("tape", "east", 2));

        assertThat(stateOf(shop.release("A-1"))).isEqualTo(ReservationState.RELEASED);
        assertThat(stateOf(shop.release("A-1"))).isEqualTo(ReservationState.RELEASED);
        assertThat(shop.available("tape", "east")).isEqualTo(5);
    }

    @Test
    void release_whenConfirmedOrUnknown_isRefused() {
        shop.reserve("A-1", line("tape", "east", 2));
        shop.confirm("A-1");

        assertThat(shop.release("A-1")).isEqualTo(new ReleaseResult.AlreadyConfirmed());
        assertThat(shop.release("A-2")).isEqualTo(new ReleaseResult.UnknownOrder());
    }

    @Test
    void reserve_whenTheReservationHasEnded_isClosed() {
        shop.reserve("A-1", line("tape", "east", 2));
        shop.release("A-1");

        assertThat(shop.reserve("A-1", line("tape", "east", 2)))
                .isEqualTo(new ReserveResult.ReservationClosed(ReservationState.RELEASED));
    }

    @Test
    void confirm_whenReserved_confirmsOnce() {
        shop.reserve("A-1", line("tape", "east", 2));

        assertThat(stateOf(shop.confirm("A-1"))).isEqualTo(ReservationState.CONFIRMED);
        assertThat(stateOf(shop.confirm("A-1"))).isEqualTo(ReservationState.CONFIRMED);
        assertThat(shop.deltas())
                .filteredOn(delta -> delta.change().type().equals("CONFIRMED"))
                .hasSize(1);
    }

    @Test
    void confirm_whenReleasedOrUnknown_isRefused() {
        shop.reserve("A-1", line("tape", "east", 2));
        shop.release("A-1");

        assertThat(shop.confirm("A-1"))
                .isEqualTo(new ConfirmResult.ReservationClosed(ReservationState.RELEASED));
        assertThat(shop.confirm("A-2")).isEqualTo(new ConfirmResult.UnknownOrder());
    }

    @Test
    void expire_beforeTheHoldIsOver_changesNothing() {
        shop.reserve("A-1", line("tape", "east", 2));
        shop.clock().advance(Shop.HOLD.minusMillis(1));

        assertThat(shop.expire("A-1")).isInstanceOf(ExpireResult.NotYet.class);
        assertThat(shop.available("tape", "east")).isEqualTo(3);
    }

    @Test
    void expire_whenTheHoldIsOver_givesTheUnitsBackOnce() {
        reserveAndExpire("A-1", line("tape", "east", 2));

        assertThat(shop.expire("A-1")).isInstanceOf(ExpireResult.AlreadyEnded.class);
        assertThat(stateOf(shop.release("A-1"))).isEqualTo(ReservationState.EXPIRED);
        assertThat(shop.available("tape", "east")).isEqualTo(5);
    }

    @Test
    void expire_whenConfirmed_changesNothing() {
        shop.reserve("A-1", line("tape", "east", 2));
        shop.confirm("A-1");
        shop.clock().advance(Shop.HOLD);

        assertThat(shop.expire("A-1")).isInstanceOf(ExpireResult.AlreadyEnded.class);
        assertThat(shop.available("tape", "east")).isEqualTo(3);
    }

    @Test
    void confirm_whenExpired_takesTheUnitsAgain() {
        reserveAndExpire("A-1", line("tape", "east", 2), line("glue", "east", 1));

        assertThat(stateOf(shop.confirm("A-1"))).isEqualTo(ReservationState.CONFIRMED);
        assertThat(shop.available("tape", "east")).isEqualTo(3);
        assertThat(shop.available("glue", "east")).isEqualTo(1);
    }

    @Test
    void confirm_whenExpiredAndTheUnitsAreSold_isShortAndTakesNothing() {
        reserveAndExpire("A-1", line("tape", "east", 2), line("glue", "east", 2));
        shop.reserve("A-2", line("glue", "east", 1));

        assertThat(shop.confirm("A-1"))
                .isEqualTo(
                        new ConfirmResult.InsufficientStock(
                                List.of(
                                        new Shortage(
                                                new Sku("glue"),
                                                Optional.of(new Location("east")),
                                                2,
                                                1))));
        assertThat(shop.available("tape", "east")).isEqualTo(5);
    }

    @Test
    void cancel_whenConfirmed_givesBackPartByPartAndNeverMoreThanOrdered() {
        shop.reserve("A-1", line("tape", "east", 3), line("glue", "east", 1));
        shop.confirm("A-1");

        assertThat(stateOf(shop.cancel("A-1", "C-1", line("tape", 2))))
                .isEqualTo(ReservationState.CONFIRMED);
        assertThat(shop.available("tape", "east")).isEqualTo(4);
        assertThat(shop.cancel("A-1", "C-2", line("tape", "east", 2)))
                .isEqualTo(
                        new CancelResult.ExceedsOrder(
                                List.of(
                                        new Excess(
                                                new Sku("tape"),
                                                Optional.of(new Location("east")),
                                                2,
                                                1))));
        assertThat(stateOf(shop.cancel("A-1", "C-3"))).isEqualTo(ReservationState.CANCELLED);
        assertThat(shop.available("tape", "east")).isEqualTo(5);
        assertThat(shop.available("glue", "east")).isEqualTo(2);
        assertThat(shop.cancel("A-1", "C-4")).isInstanceOf(CancelResult.ExceedsOrder.class);
    }

    @Test
    void cancel_whenRepeated_answersTheSameAndGivesNothingBack() {
        shop.reserve("A-1", line("tape", "east", 3));
        shop.confirm("A-1");
        shop.cancel("A-1", "C-1", line("tape", 1));

        assertThat(shop.cancel("A-1", "C-1", line("tape", 1)))
                .isInstanceOf(CancelResult.AlreadyCancelled.class);
        assertThat(shop.cancel("A-1", "C-1", line("tape", 2)))
                .isEqualTo(new CancelResult.CancellationIdReused());
        assertThat(shop.available("tape", "east")).isEqualTo(3);
    }

    @Test
    void cancel_whenNotConfirmed_isRefused() {
        shop.reserve("A-1", line("tape", "east", 3));

        assertThat(shop.cancel("A-1", "C-1"))
                .isEqualTo(new CancelResult.NotConfirmed(ReservationState.RESERVED));
        assertThat(shop.cancel("A-2", "C-1")).isEqualTo(new CancelResult.UnknownOrder());
    }

    @Test
    void read_always_returnsTheReservationAndItsSteps() {
        shop.reserve("A-1", line("tape", "east", 3));
        shop.confirm("A-1");

        var reservation =
                shop.stock()
                        .readReservation(new dev.netstock.stock.OrderId("A-1"), Shop.call())
                        .orElseThrow();
        assertThat(reservation.version()).isEqualTo(2);
        assertThat(reservation.steps())
                .extracting(step -> step.change().type())
                .containsExactly("RESERVED", "CONFIRMED");
    }

    private void reserveAndExpire(String orderId, RequestedLine... lines) {
        shop.reserve(orderId, lines);
        shop.clock().advance(Shop.HOLD);
        assertThat(shop.expire(orderId)).isInstanceOf(ExpireResult.Expired.class);
    }

    private static List<Reservation.Line> linesOf(ReserveResult result) {
        return ((ReserveResult.Reserved) result).reservation().lines();
    }

    private static ReservationState stateOf(ReleaseResult result) {
        return ((ReleaseResult.Released) result).reservation().state();
    }

    private static ReservationState stateOf(ConfirmResult result) {
        return ((ConfirmResult.Confirmed) result).reservation().state();
    }

    private static ReservationState stateOf(CancelResult result) {
        return ((CancelResult.Cancelled) result).reservation().state();
    }
}
