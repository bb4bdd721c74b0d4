package dev.netstock.stock.reservation;

import static dev.netstock.stock.model.ModelShop.LOST;
import static dev.netstock.stock.model.ModelShop.failing;
import static dev.netstock.stock.testing.Shop.line;
import static dev.netstock.stock.testing.Shop.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.CallFailure;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.model.ModelShop;
import dev.netstock.stock.reservation.ReserveResult.InsufficientStock;
import dev.netstock.stock.reservation.ReserveResult.Reserved;
import dev.netstock.stock.sweep.SweepResult;
import dev.netstock.stock.testing.Invariants;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** An order of 2 of 5 units whose take loses its response, once or always. */
class LostResponsesTest {
    private final ModelShop shop = new ModelShop();

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 5, 1);
        shop.drainRequests();
    }

    /** The sweep undoes every unclaimed take, and nothing else. */
    @AfterEach
    void afterTheSweep_everyUnitIsAccountedFor() {
        shop.takes().forEach(take -> shop.sweepFlow().sweep(take, shop.call()));
        Invariants.conservationInDebt(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
    }

    @Test
    void take_thatLanded_isRecognizedAndNotRetried() {
        shop.after("take", LOST);

        assertThat(reserve()).isInstanceOf(Reserved.class);

        assertThat(shop.drainRequests()).containsExactly("take", "items", "append");
        assertThat(shop.available("tape", "east")).containsExactly(3L);
    }

    @Test
    void take_thatDidNotLand_isRetried() {
        shop.before("take", LOST);

        assertThat(reserve()).isInstanceOf(Reserved.class);

        assertThat(shop.drainRequests())
                .containsExactly("take", "items", "deltas", "take", "append");
        assertThat(shop.available("tape", "east")).containsExactly(3L);
    }

    @Test
    void take_whoseResponseIsLostTwice_isLeftToTheSweepAndTheCallerRetries() {
        shop.before("take", LOST, LOST);

        assertThatThrownBy(this::reserve)
                .isInstanceOfSatisfying(
                        RetryLaterException.class,
                        e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(1)));

        assertThat(shop.drainRequests())
                .containsExactly("take", "items", "deltas", "take", "items");
        assertThat(reserve()).isInstanceOf(Reserved.class);
    }

    @Test
    void take_thatLandedBeforeTheTakeOfAnother_isUndoneByTheSweep() {
        shop.after(
                "take",
                () -> {
                    shop.reserve("B-1", line("tape", "east", 1));
                    LOST.run();
                });

        assertThat(reserve()).isInstanceOf(Reserved.class);

        assertThat(shop.available("tape", "east")).containsExactly(0L);
        assertThat(shop.takes().stream().map(take -> shop.sweepFlow().sweep(take, shop.call())))
                .containsExactlyInAnyOrder(
                        SweepResult.UNDONE, SweepResult.CLAIMED, SweepResult.CLAIMED);
        assertThat(shop.available("tape", "east")).containsExactly(2L);
    }

    @Test
    void take_thatLandsLateAndLeavesTooFewForTheRetry_isRecognized() {
        shop.supply("tape", "east", 3, 2);
        shop.before("take", LOST, shop::deliverLate);

        assertThat(reserve()).isInstanceOf(Reserved.class);

        assertThat(shop.available("tape", "east")).containsExactly(1L);
    }

    @Test
    void order_whoseLostTakeMayHoldTheUnits_isNotRefused() {
        shop.supply("tape", "east", 2, 2);
        shop.after(
                "take",
                () -> {
                    shop.supply("tape", "east", 3, 3);
                    LOST.run();
                });

        assertThatThrownBy(this::reserve).isInstanceOf(RetryLaterException.class);
    }

    @Test
    void order_whoseTakeWasNeverSentAndIsShort_isRefused() {
        shop.supply("tape", "east", 1, 2);

        assertThat(reserve()).isInstanceOf(InsufficientStock.class);
    }

    @Test
    void take_thatIsThrottledOnARecentlySplitSku_triesAnotherItem() {
        shop.supply("tape", "east", 400, 2);
        shop.spread("tape", "east", 4);

        List<Integer> shards = IntStream.range(0, 20).mapToObj(this::throttled).toList();

        assertThat(shards).contains(0, 1, 2, 3);
    }

    /**
     * The item from which an order takes after one throttle, in an environment with empty caches.
     */
    private int throttled(int order) {
        shop.before("take", failing(CallFailure.Kind.THROTTLED));
        shop.drainRequests();
        var command = order("T-" + order, line("tape", "east", 1));
        ReserveResult result = shop.environment().reserveFlow().reserve(command, shop.call());
        assertThat(shop.drainRequests())
                .containsExactly("take", "deltas", "items", "take", "append");
        return ((Reserved) result).reservation().items().getFirst().item().shard();
    }

    @Test
    void take_inDoubtWhoseRetryIsThrottled_staysAtItsItem() {
        for (int order = 0; order < 8; order++) {
            Reserved withoutFaults = reserveOfSplitSku("T-" + order);
            Reserved withFaults =
                    reserveOfSplitSku("T-" + order, LOST, failing(CallFailure.Kind.THROTTLED));

            assertThat(withFaults.reservation().items())
                    .isEqualTo(withoutFaults.reservation().items());
        }
    }

    private static Reserved reserveOfSplitSku(String order, Runnable... faults) {
        var split = new ModelShop();
        split.supply("tape", "east", 400, 1);
        split.spread("tape", "east", 4);
        split.reserve("learns", line("tape", "east", 1));
        split.before("take", faults);
        return (Reserved) split.reserve(order, line("tape", "east", 1));
    }

    @Test
    void take_thatIsThrottledWhenTheSplitIsCached_triesTheNextItemWithoutARead() {
        shop.supply("tape", "east", 400, 2);
        shop.spread("tape", "east", 4);
        shop.reserve("learns", line("tape", "east", 1));
        shop.before("take", failing(CallFailure.Kind.THROTTLED));
        shop.drainRequests();

        assertThat(reserve()).isInstanceOf(Reserved.class);

        assertThat(shop.drainRequests()).containsExactly("deltas", "take", "take", "append");
    }

    @Test
    void take_thatIsThrottledUntilTheDeadline_makesTheCallerRetry() {
        shop.within(Duration.ofMillis(100));
        shop.before(
                "take",
                IntStream.range(0, 50)
                        .mapToObj(_ -> failing(CallFailure.Kind.THROTTLED))
                        .toArray(Runnable[]::new));

        assertThatThrownBy(this::reserve).isInstanceOf(RetryLaterException.class);
        assertThat(shop.available("tape", "east")).containsExactly(5L);
    }

    @Test
    void takesOfTwoLines_whenOneResponseIsLost_areBothUndone() {
        shop.supply("nails", "east", 5, 1);
        shop.before("take", ModelShop.NOTHING, LOST, LOST);

        assertThatThrownBy(
                        () ->
                                shop.reserve(
                                        "A-1", line("nails", "east", 1), line("tape", "east", 2)))
                .isInstanceOf(RetryLaterException.class);

        assertThat(shop.available("nails", "east")).containsExactly(5L);
        assertThat(shop.available("tape", "east")).containsExactly(5L);
    }

    @Test
    void claim_whoseResponseIsLost_isWrittenOnce() {
        shop.after("append", LOST);

        assertThat(reserve()).isInstanceOf(Reserved.class);

        assertThat(shop.available("tape", "east")).containsExactly(3L);
    }

    private ReserveResult reserve() {
        return shop.reserve("A-1", line("tape", "east", 2));
    }
}
