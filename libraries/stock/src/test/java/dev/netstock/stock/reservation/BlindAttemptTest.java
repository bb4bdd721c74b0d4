package dev.netstock.stock.reservation;

import static dev.netstock.stock.model.ModelShop.LOST;
import static dev.netstock.stock.model.ModelShop.failing;
import static dev.netstock.stock.testing.Shop.HOLD;
import static dev.netstock.stock.testing.Shop.line;
import static dev.netstock.stock.testing.Shop.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.call.CallFailure;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.model.ModelShop;
import dev.netstock.stock.reservation.ReserveResult.AlreadyReserved;
import dev.netstock.stock.reservation.ReserveResult.InsufficientStock;
import dev.netstock.stock.reservation.ReserveResult.OrderIdReused;
import dev.netstock.stock.reservation.ReserveResult.ReservationClosed;
import dev.netstock.stock.reservation.ReserveResult.Reserved;
import dev.netstock.stock.testing.Invariants;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reservations whose order is not read before they take, and their repeats. Repeats reach another
 * execution environment, which does not know the order.
 */
class BlindAttemptTest {
    private static final RequestedLine TWO = line("tape", "east", 2);
    private static final Runnable THROTTLED = failing(CallFailure.Kind.THROTTLED);

    private final ModelShop shop = new ModelShop();
    private final Reservations environment = shop.environment();

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 5, 1);
        shop.supply("zinc", "east", 5, 1);
        shop.drainRequests();
    }

    /** No attempt leaves a take to the sweep. */
    @AfterEach
    void everyTake_isClaimedOrUndone() {
        Invariants.conservation(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
    }

    /** The ends of a reservation before it is repeated. */
    enum End {
        NONE(AlreadyReserved.class),
        CONFIRMED(AlreadyReserved.class),
        RELEASED(ReservationClosed.class),
        EXPIRED(ReservationClosed.class),
        CANCELLED(ReservationClosed.class);

        final Class<? extends ReserveResult> answer;

        End(Class<? extends ReserveResult> answer) {
            this.answer = answer;
        }

        void of(String orderId, ModelShop shop) {
            switch (this) {
                case NONE -> {}
                case CONFIRMED -> shop.confirm(orderId);
                case RELEASED -> shop.release(orderId);
                case EXPIRED -> {
                    shop.pass(HOLD);
                    shop.expire(orderId);
                }
                case CANCELLED -> {
                    shop.confirm(orderId);
                    shop.cancel(orderId, "c1");
                }
            }
        }
    }

    @Test
    void firstCall_makesTwoRequests() {
        assertThat(repeat("A-1", TWO)).isInstanceOf(Reserved.class);

        assertThat(shop.drainRequests()).containsExactly("take", "append");
    }

    @ParameterizedTest
    @EnumSource
    void repeat_whenTheOrderMadeTheLastChangeOfTheItem_takesNothing(End end) {
        shop.reserve("A-1", TWO);
        end.of("A-1", shop);
        shop.drainRequests();
        int takes = shop.takes().size();

        assertThat(repeat("A-1", TWO)).isInstanceOf(end.answer);

        assertThat(shop.drainRequests()).containsExactly("take", "deltas");
        assertThat(shop.takes()).hasSize(takes);
    }

    @ParameterizedTest
    @EnumSource
    void repeat_whenAnotherOrderChangedTheItem_undoesItsTake(End end) {
        shop.reserve("A-1", TWO);
        end.of("A-1", shop);
        shop.reserve("B-1", line("tape", "east", 1));
        var available = shop.available("tape", "east");
        shop.drainRequests();

        assertThat(repeat("A-1", TWO)).isInstanceOf(end.answer);

        assertThat(shop.drainRequests()).containsExactly("take", "append", "giveBack", "deltas");
        assertThat(shop.available("tape", "east")).isEqualTo(available);
    }

    @ParameterizedTest
    @EnumSource
    void repeat_ofALineThatIsSoldOut_isNotRefused(End end) {
        shop.reserve("A-1", TWO);
        end.of("A-1", shop);
        sellOut();
        shop.drainRequests();

        assertThat(repeat("A-1", TWO)).isInstanceOf(end.answer);

        assertThat(shop.drainRequests()).containsExactly("take", "deltas");
    }

    @Test
    void repeat_duringARushOnASoldOutSku_isNotRefusedAndNotCounted() {
        shop.reserve("A-1", TWO);
        sellOut();
        IntStream.range(0, 3)
                .forEach(
                        i ->
                                assertThat(repeat("late-" + i, TWO))
                                        .isInstanceOf(InsufficientStock.class));
        assertThat(environment.soldOut().drainRefusedUnits()).isEqualTo(2);
        shop.drainRequests();

        assertThat(repeat("A-1", TWO)).isInstanceOf(AlreadyReserved.class);

        assertThat(shop.drainRequests()).containsExactly("deltas");
        assertThat(environment.soldOut().drainRefusedUnits()).isZero();
    }

    @Test
    void repeat_withOtherContents_isRefusedAsReused() {
        shop.reserve("A-1", TWO);

        assertThat(repeat("A-1", line("zinc", "east", 1))).isInstanceOf(OrderIdReused.class);
        assertThat(repeat("A-1", line("unknown", "east", 1))).isInstanceOf(OrderIdReused.class);
        assertThat(repeat("A-1", line("zinc", "east", 6))).isInstanceOf(OrderIdReused.class);
        assertThat(shop.available("zinc", "east")).containsExactly(5L);
    }

    @Test
    void repeat_whoseTakeIsThrottled_sendsNoSecondTake() {
        shop.reserve("A-1", TWO);
        shop.before("take", THROTTLED);
        shop.drainRequests();

        assertThat(repeat("A-1", TWO)).isInstanceOf(AlreadyReserved.class);

        assertThat(shop.drainRequests()).containsExactly("take", "deltas");
    }

    @Test
    void repeat_whoseTakeIsInDoubt_sendsNoSecondTake() {
        shop.reserve("A-1", TWO);
        shop.before("take", LOST);
        shop.drainRequests();

        assertThat(repeat("A-1", TWO)).isInstanceOf(AlreadyReserved.class);

        assertThat(shop.drainRequests()).containsExactly("take", "items", "deltas");
    }

    @Test
    void firstCall_whoseTakeIsThrottled_looksBeforeTheNextTake() {
        shop.before("take", THROTTLED, THROTTLED);

        assertThat(repeat("A-1", TWO)).isInstanceOf(Reserved.class);

        assertThat(shop.drainRequests())
                .containsExactly("take", "deltas", "items", "take", "items", "take", "append");
    }

    @Test
    void repeat_ofSeveralLines_readsTheOrderBesideTheLevels() {
        shop.reserve("A-1", TWO, line("zinc", "east", 1));
        shop.drainRequests();

        assertThat(repeat("A-1", TWO, line("zinc", "east", 1))).isInstanceOf(AlreadyReserved.class);

        assertThat(shop.drainRequests()).containsExactly("deltas", "items");
    }

    @Test
    void repeat_ofSeveralLinesWhoseLevelsCannotBeRead_isAnswered() {
        shop.reserve("A-1", TWO, line("zinc", "east", 1));
        shop.within(Duration.ofMillis(100));
        shop.before("items", Collections.nCopies(50, THROTTLED).toArray(Runnable[]::new));

        assertThat(repeat("A-1", TWO, line("zinc", "east", 1))).isInstanceOf(AlreadyReserved.class);
    }

    @Test
    void repeat_thatTheCallerDeclares_isOneRead() {
        shop.reserve("A-1", TWO);
        shop.drainRequests();

        assertThat(environment.reserveFlow().reserveAgain(order("A-1", TWO), shop.call()))
                .isInstanceOf(AlreadyReserved.class);

        assertThat(shop.drainRequests()).containsExactly("deltas");
    }

    @Test
    void firstCall_thatTheCallerDeclaresAsARepeat_isReserved() {
        assertThat(environment.reserveFlow().reserveAgain(order("A-1", TWO), shop.call()))
                .isInstanceOf(Reserved.class);

        assertThat(shop.drainRequests()).containsExactly("deltas", "take", "append");
    }

    @Test
    void repeat_inTheSameEnvironment_isOneRead() {
        repeat("A-1", TWO);
        shop.drainRequests();

        assertThat(repeat("A-1", TWO)).isInstanceOf(AlreadyReserved.class);

        assertThat(shop.drainRequests()).containsExactly("deltas");
    }

    @Test
    void order_thatASweepFenced_isReservedAtTheNextStep() {
        shop.before("append", () -> shop.sweepFlow().sweep(shop.takes().getLast(), shop.call()));

        assertThat(repeat("A-1", TWO))
                .isInstanceOfSatisfying(
                        Reserved.class,
                        result -> assertThat(result.reservation().version()).isEqualTo(2));

        assertThat(shop.available("tape", "east")).containsExactly(3L);
    }

    @Test
    void orders_afterARepeatWasUndone_areReadFirstThirtyTimes() {
        shop.supply("tape", "east", 500, 2);
        shop.reserve("A-1", TWO);
        shop.reserve("B-1", TWO);
        repeat("A-1", TWO);
        shop.drainRequests();

        IntStream.range(0, RepeatWatch.CLEAN).forEach(i -> repeat("C-" + i, TWO));
        assertThat(shop.drainRequests())
                .containsExactlyElementsOf(
                        Collections.nCopies(RepeatWatch.CLEAN, List.of("deltas", "take", "append"))
                                .stream()
                                .flatMap(List::stream)
                                .toList());

        repeat("D-1", TWO);
        assertThat(shop.drainRequests()).containsExactly("take", "append");
    }

    @Test
    void ordersOfASplitSku_areReadFirstUntilThirtyWereNoRepeats() {
        shop.supply("tape", "east", 500, 2);
        shop.spread("tape", "east", 4);
        repeat("learns", line("tape", "east", 1));
        shop.drainRequests();

        repeat("A-0", TWO);
        assertThat(shop.drainRequests()).containsExactly("deltas", "take", "append");
        IntStream.range(1, RepeatWatch.CLEAN).forEach(i -> repeat("A-" + i, TWO));
        shop.drainRequests();

        repeat("B-1", TWO);
        assertThat(shop.drainRequests()).containsExactly("take", "append");
    }

    @Test
    void confirm_inAnotherEnvironment_readsTheOrder() {
        shop.reserve("A-1", TWO);
        shop.drainRequests();

        assertThat(environment.confirmFlow().confirm(new OrderId("A-1"), shop.call()))
                .isInstanceOf(ConfirmResult.Confirmed.class);

        assertThat(shop.drainRequests()).containsExactly("deltas", "append");
    }

    @Test
    void confirm_ofAKnownOrderThatWasReleasedElsewhere_readsIt() {
        shop.reserve("A-1", TWO);
        environment.releaseFlow().release(new OrderId("A-1"), shop.call());
        shop.drainRequests();

        assertThat(shop.confirm("A-1")).isInstanceOf(ConfirmResult.ReservationClosed.class);

        assertThat(shop.drainRequests()).containsExactly("append", "deltas");
    }

    @Test
    void release_ofAKnownOrderThatWasConfirmedElsewhere_readsIt() {
        shop.reserve("A-1", TWO);
        environment.confirmFlow().confirm(new OrderId("A-1"), shop.call());
        shop.drainRequests();

        assertThat(shop.release("A-1")).isInstanceOf(ReleaseResult.AlreadyConfirmed.class);

        assertThat(shop.drainRequests()).containsExactly("giveBack", "deltas");
        assertThat(shop.available("tape", "east")).containsExactly(3L);
    }

    @Test
    void cancel_ofAKnownOrderThatWasConfirmedElsewhere_readsIt() {
        shop.reserve("A-1", TWO);
        environment.confirmFlow().confirm(new OrderId("A-1"), shop.call());
        shop.drainRequests();

        assertThat(shop.cancel("A-1", "c1")).isInstanceOf(CancelResult.Cancelled.class);

        assertThat(shop.drainRequests()).containsExactly("deltas", "giveBack");
    }

    /** Another environment takes what is left, and makes the last change of the item. */
    private void sellOut() {
        long left = shop.available("tape", "east").getFirst();
        assertThat(shop.reserve("B-1", line("tape", "east", (int) left)))
                .isInstanceOf(Reserved.class);
    }

    private ReserveResult repeat(String orderId, RequestedLine... lines) {
        return environment.reserveFlow().reserve(order(orderId, lines), shop.call());
    }
}
