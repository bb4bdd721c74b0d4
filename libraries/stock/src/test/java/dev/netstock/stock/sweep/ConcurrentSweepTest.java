package dev.netstock.stock.sweep;

import static dev.netstock.stock.model.ModelShop.failing;
import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.CallFailure;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.model.ModelShop;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collections;

/** The sweep over tables in memory: each killed function dies after its take. */
class ConcurrentSweepTest {
    private final ModelShop shop = new ModelShop();

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 9, 1);
    }

    @AfterEach
    void noTakeIsOpen() {
        Invariants.conservation(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
    }

    @Test
    void sweep_ofATakeWithoutAClaim_fencesAndUndoesItOnce() {
        die("A-1", 2);
        OpenTake take = shop.takes().getFirst();
        assertThat(take).isEqualTo(new OpenTake(Shop.item("tape", "east"), 2, order("A-1"), 1, 2));

        assertThat(shop.sweepFlow().sweep(take, shop.call())).isEqualTo(SweepResult.UNDONE);
        assertThat(shop.sweepFlow().sweep(take, shop.call())).isEqualTo(SweepResult.UNDONE_BEFORE);

        assertThat(shop.available("tape", "east")).containsExactly(9L);
        assertThat(shop.deltas())
                .filteredOn(delta -> delta.cause().kind() == Cause.Kind.ORDER)
                .extracting(delta -> delta.step() + " " + delta.change().type())
                .containsExactly("0001 ABANDONED", "undo#tape#0#east#2 UNDO");
    }

    @Test
    void sweep_ofAClaimedTake_readsOnlyTheOrder() {
        shop.reserve("A-1", line("tape", "east", 2));
        shop.drainRequests();

        assertThat(shop.sweepFlow().sweep(shop.takes().getFirst(), shop.call()))
                .isEqualTo(SweepResult.CLAIMED);

        assertThat(shop.drainRequests()).containsExactly("deltas");
    }

    @Test
    void sweepAll_ofVisibleClaims_readsOnlyOrdersWhoseClaimIsMissing() {
        for (int order = 0; order < 4; order++) {
            shop.reserve("A-" + order, line("tape", "east", 2));
        }
        shop.drainRequests();

        assertThat(sweepAll().count(SweepResult.CLAIMED)).isEqualTo(4);

        // The tables in memory show every other row.
        assertThat(shop.drainRequests()).containsExactly("rows", "deltas", "deltas");
    }

    @Test
    void rowsOfTheSweep_haveTimeAndCaller() {
        die("A-1", 2);
        sweepAll();

        assertThat(shop.deltas())
                .filteredOn(delta -> delta.cause().kind() == Cause.Kind.ORDER)
                .hasSize(2)
                .allSatisfy(
                        delta -> {
                            assertThat(delta.origin().at()).isEqualTo("2026-11-21T02:03:04.567Z");
                            assertThat(delta.origin().who()).isEqualTo("test");
                            assertThat(delta.origin().traceId()).isEqualTo("trace");
                            assertThat(delta.origin().attempt()).isNotEmpty();
                        });
    }

    @Test
    void sweep_whenTheClaimArrivesBetweenReadAndFence_keepsTheTake() {
        // The response of the claim is lost, and the claim is applied after the sweep has read the
        // steps.
        shop.within(Duration.ofMillis(10));
        shop.before("append", ModelShop.LOST);
        assertThatThrownBy(() -> shop.reserve("A-1", line("tape", "east", 2)))
                .isInstanceOf(RetryLaterException.class);
        shop.within(Duration.ofSeconds(30));
        shop.before("append", shop::deliverLate);

        assertThat(shop.sweepFlow().sweep(shop.takes().getFirst(), shop.call()))
                .isEqualTo(SweepResult.CLAIMED);

        assertThat(shop.available("tape", "east")).containsExactly(7L);
    }

    @Test
    void sweep_ofTheFirstOfTwoTakesOfAnOrder_keepsTheClaimedOne() {
        die("A-1", 2);
        shop.reserve("A-1", line("tape", "east", 2));

        SweepSummary swept = sweepAll();

        assertThat(swept.count(SweepResult.UNDONE)).isEqualTo(1);
        assertThat(swept.count(SweepResult.CLAIMED)).isEqualTo(1);
        assertThat(swept.count(SweepResult.UNDONE_BEFORE)).isZero();
        assertThat(swept.unitsUndone()).isEqualTo(2);
        assertThat(swept.left()).isEmpty();
        assertThat(shop.available("tape", "east")).containsExactly(7L);
    }

    @Test
    void sweepAll_countsTheUnitsThatItUndid() {
        die("A-1", 2);
        die("A-2", 3);
        shop.sweepFlow().sweep(shop.takes().getFirst(), shop.call());

        SweepSummary swept = sweepAll();

        assertThat(swept.unitsUndone()).isEqualTo(3);
        assertThat(swept.count(SweepResult.UNDONE)).isEqualTo(1);
        assertThat(swept.count(SweepResult.UNDONE_BEFORE)).isEqualTo(1);
    }

    @Test
    void sweepAll_whenTheTablesStopAnswering_returnsTheRemainingTakes() {
        die("A-1", 2);
        die("A-2", 3);
        shop.within(Duration.ofSeconds(1));
        shop.before("giveBack", ModelShop.NOTHING);
        shop.before("giveBack", throttled());

        SweepSummary swept = sweepAll();

        assertThat(swept.count(SweepResult.UNDONE)).isEqualTo(1);
        assertThat(swept.unitsUndone()).isEqualTo(2);
        assertThat(swept.left()).extracting(OpenTake::order).containsExactly(order("A-2"));
        shop.recover();
        assertThat(shop.sweepFlow().sweepAll(swept.left(), shop.call()).unitsUndone()).isEqualTo(3);
    }

    @Test
    void images_thatAreNotTakes_areNotSwept() {
        shop.reserve("A-1", line("tape", "east", 2));
        shop.release("A-1");

        assertThat(shop.takes()).hasSize(1);
        assertThat(sweepAll().count(SweepResult.CLAIMED)).isEqualTo(1);
    }

    private SweepSummary sweepAll() {
        return shop.sweepFlow().sweepAll(shop.takes(), shop.call());
    }

    /** Takes, and dies before the claim. */
    private void die(String order, int units) {
        var death = new IllegalStateException("The function is dead");
        shop.before(
                "append",
                () -> {
                    throw death;
                });
        assertThatThrownBy(() -> shop.reserve(order, line("tape", "east", units))).isSameAs(death);
    }

    private static Runnable[] throttled() {
        return Collections.nCopies(100, failing(CallFailure.Kind.THROTTLED))
                .toArray(Runnable[]::new);
    }

    private static OrderId order(String id) {
        return new OrderId(id);
    }
}
