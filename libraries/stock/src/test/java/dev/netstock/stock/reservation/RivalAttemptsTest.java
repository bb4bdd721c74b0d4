package dev.netstock.stock.reservation;

import static dev.netstock.stock.testing.Shop.HOLD;
import static dev.netstock.stock.testing.Shop.line;
import static dev.netstock.stock.testing.Shop.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.model.ModelShop;
import dev.netstock.stock.reservation.ReserveResult.AlreadyReserved;
import dev.netstock.stock.reservation.ReserveResult.InsufficientStock;
import dev.netstock.stock.reservation.ReserveResult.Reserved;
import dev.netstock.stock.sweep.SweepResult;
import dev.netstock.stock.testing.Invariants;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Collections;

/** Attempts of one order and of other orders that compete for the same item of 5 units. */
class RivalAttemptsTest {
    private static final RequestedLine THREE = line("tape", "east", 3);

    private final ModelShop shop = new ModelShop();

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 5, 1);
        shop.drainRequests();
    }

    @AfterEach
    void nothingIsLost() {
        Invariants.conservation(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
    }

    @Test
    void reserve_whenASecondAttemptOfTheOrderTookTheUnits_answersWithItsReservation() {
        shop.before("take", this::reserveElsewhere);

        assertThat(shop.reserve("A-1", THREE)).isInstanceOf(AlreadyReserved.class);

        assertThat(shop.available("tape", "east")).containsExactly(2L);
        assertThat(shop.passed()).isZero();
    }

    @Test
    void reserve_whenASecondAttemptOfTheOrderHasOnlyTaken_waitsForItsClaimAndThenTakes() {
        shop.before(
                "append",
                () -> {
                    throw new IllegalStateException("The function is dead");
                });
        assertThatThrownBy(this::reserveElsewhere).isInstanceOf(IllegalStateException.class);
        shop.drainRequests();

        assertThat(shop.reserve("A-1", line("tape", "east", 2))).isInstanceOf(Reserved.class);

        assertThat(shop.passed()).isPositive();
        assertThat(shop.drainRequests())
                .containsExactly("take", "deltas", "deltas", "take", "append");
        assertThat(shop.sweepFlow().sweep(shop.takes().getFirst(), shop.call()))
                .isEqualTo(SweepResult.UNDONE);
    }

    @Test
    void reserve_whenASecondAttemptClaimedFirst_undoesItsOwnTake() {
        shop.supply("tape", "east", 10, 2);
        shop.before("append", this::reserveElsewhere);

        assertThat(shop.reserve("A-1", THREE)).isInstanceOf(AlreadyReserved.class);

        assertThat(shop.available("tape", "east")).containsExactly(7L);
    }

    @Test
    void reserve_whenAnotherOrderTookTheUnits_isRefused() {
        shop.before(
                "take",
                () -> shop.environment().reserveFlow().reserve(order("B-1", THREE), shop.call()));

        assertThat(shop.reserve("A-1", THREE)).isInstanceOf(InsufficientStock.class);
    }

    @Test
    void reserve_whenItsOtherAttemptGaveUnitsBackAndTheRestIsShort_isRefused() {
        shop.reserve("A-0", line("tape", "east", 3));
        shop.release("A-0");

        assertThat(shop.reserve("A-1", line("tape", "east", 6)))
                .isInstanceOf(InsufficientStock.class);
    }

    @Test
    void reserve_whenTheSweepFencesItsStepsNineTimes_succeedsAtTheTenth() {
        fenceTheNextClaims(9);

        assertThat(shop.reserve("A-1", THREE))
                .isInstanceOfSatisfying(
                        Reserved.class,
                        result -> assertThat(result.reservation().version()).isEqualTo(10));

        assertThat(shop.passed()).isPositive();
    }

    @Test
    void reserve_whenTheSweepAlwaysFencesItsSteps_makesTheCallerRetry() {
        fenceTheNextClaims(10);

        assertThatThrownBy(() -> shop.reserve("A-1", THREE))
                .isInstanceOf(RetryLaterException.class);

        assertThat(shop.available("tape", "east")).containsExactly(5L);
    }

    /**
     * A late take of an earlier round is not taken for one of this round, which has another step.
     */
    @Test
    void takes_ofSeveralRounds_haveIdsOfTheirOwn() {
        fenceTheNextClaims(3);

        shop.reserve("A-1", line("tape", "east", 1));

        assertThat(shop.takeIds()).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void confirm_whenAReleaseIsFaster_isReservationClosed() {
        shop.reserve("A-1", THREE);
        shop.before("append", () -> shop.release("A-1"));

        assertThat(shop.confirm("A-1")).isInstanceOf(ConfirmResult.ReservationClosed.class);

        assertThat(shop.available("tape", "east")).containsExactly(5L);
    }

    @Test
    void release_whenAConfirmationIsFaster_givesNothingBack() {
        shop.reserve("A-1", THREE);
        shop.before("giveBack", () -> shop.confirm("A-1"));

        assertThat(shop.release("A-1")).isInstanceOf(ReleaseResult.AlreadyConfirmed.class);

        assertThat(shop.available("tape", "east")).containsExactly(2L);
    }

    @Test
    void steps_thatGiveUnitsBack_areOneTransactionEach() {
        shop.reserve("A-1", THREE);
        shop.drainRequests();

        shop.confirm("A-1");
        assertThat(shop.drainRequests()).containsExactly("append");

        shop.cancel("A-1", "c1", line("tape", "east", 1));
        assertThat(shop.drainRequests()).containsExactly("giveBack");
        assertThat(shop.available("tape", "east")).containsExactly(3L);
    }

    @Test
    void everyStep_hasTimeCallerAndAttempt() {
        shop.reserve("A-1", THREE);
        shop.confirm("A-1");

        assertThat(shop.deltas())
                .filteredOn(delta -> delta.channel().isPresent())
                .extracting(Delta::origin)
                .allSatisfy(
                        origin -> {
                            assertThat(origin.at()).isEqualTo("2026-11-21T02:03:04.567Z");
                            assertThat(origin.who()).isEqualTo("test");
                            assertThat(origin.traceId()).isEqualTo("trace");
                        })
                .doesNotHaveDuplicates();
    }

    @Test
    void confirm_ofAnExpiredReservationThatLosesTheClaim_undoesTheNewTake() {
        shop.reserve("A-1", THREE);
        shop.pass(HOLD);
        shop.expire("A-1");
        shop.supply("tape", "east", 10, 2);
        shop.before("append", () -> shop.confirm("A-1"));

        assertThat(shop.confirm("A-1")).isInstanceOf(ConfirmResult.Confirmed.class);

        assertThat(shop.available("tape", "east")).containsExactly(7L);
    }

    private void reserveElsewhere() {
        assertThat(shop.environment().reserveFlow().reserve(order("A-1", THREE), shop.call()))
                .isInstanceOf(Reserved.class);
    }

    private void fenceTheNextClaims(int times) {
        shop.before(
                "append",
                Collections.nCopies(times, (Runnable) this::sweepTheLastTake)
                        .toArray(Runnable[]::new));
    }

    private void sweepTheLastTake() {
        assertThat(shop.sweepFlow().sweep(shop.takes().getLast(), shop.call()))
                .isEqualTo(SweepResult.UNDONE);
    }
}
