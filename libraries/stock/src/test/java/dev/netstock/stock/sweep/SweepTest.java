package dev.netstock.stock.sweep;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.reservation.ConfirmResult;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.testing.Fault;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;
import dev.netstock.stock.testing.TakeStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The sweep, fed from the stream of the table. */
class SweepTest {
    private final Shop shop = Shop.openWithStream();
    private final TakeStream stream = new TakeStream(shop.tables());

    @BeforeEach
    void stock() {
        shop.supply("tape", "east", 5, 1);
    }

    @AfterEach
    void noTakeIsOpen() {
        Invariants.conservation(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
    }

    @Test
    void sweep_ofAClaimedTake_changesNothing() {
        shop.reserve("A-1", line("tape", "east", 2));

        assertThat(sweep()).containsExactly(SweepResult.CLAIMED);
        assertThat(shop.available("tape", "east")).isEqualTo(3);
    }

    @Test
    void sweep_ofAReservationThatHasEnded_changesNothing() {
        shop.reserve("A-1", line("tape", "east", 2));
        shop.release("A-1");

        assertThat(sweep()).containsExactly(SweepResult.CLAIMED);
        assertThat(shop.available("tape", "east")).isEqualTo(5);
    }

    @Test
    void sweep_ofATakeWhoseFunctionWasKilled_undoesItOnce() {
        killAfterTheTake(() -> shop("A-1"));
        assertThat(shop.available("tape", "east")).isEqualTo(3);
        List<OpenTake> takes = stream.takes();

        assertThat(sweep(takes)).containsExactly(SweepResult.UNDONE);
        assertThat(sweep(takes)).containsExactly(SweepResult.UNDONE_BEFORE);
        assertThat(shop.available("tape", "east")).isEqualTo(5);
    }

    @Test
    void sweep_whenAnotherAttemptClaimedTheOrder_undoesTheOrphan() {
        killAfterTheTake(() -> shop("A-1"));
        assertThat(shop.reserve("A-1", line("tape", "east", 2)))
                .isInstanceOf(ReserveResult.Reserved.class);

        assertThat(sweep()).containsExactly(SweepResult.UNDONE, SweepResult.CLAIMED);
        assertThat(shop.available("tape", "east")).isEqualTo(3);
    }

    @Test
    void sweep_ofALateConfirmationThatWasKilled_fencesItsOwnStep() {
        shop.reserve("A-1", line("tape", "east", 2));
        shop.clock().advance(Shop.HOLD);
        shop.expire("A-1");
        killAfterTheTake(() -> confirm("A-1"));

        assertThat(sweep()).containsExactly(SweepResult.CLAIMED, SweepResult.UNDONE);
        assertThat(shop.available("tape", "east")).isEqualTo(5);
        assertThat(shop.confirm("A-1")).isInstanceOf(ConfirmResult.Confirmed.class);
    }

    @Test
    void claim_thatArrivesAfterTheFence_failsAndIsRetried() {
        // The claim is the second request: the sweep runs before it.
        var http =
                new FaultyHttp(LocalTables.http(), (number, _) -> sweptBefore(number, 2), () -> {});
        Shop slow = Shop.over(shop.tables(), LocalTables.client(http), shop.clock());

        ReserveResult result = slow.reserve("A-1", line("tape", "east", 2));

        assertThat(result)
                .isInstanceOfSatisfying(
                        ReserveResult.Reserved.class,
                        reserved -> assertThat(reserved.reservation().version()).isEqualTo(2));
        assertThat(shop.deltas())
                .extracting(delta -> delta.step() + " " + delta.change().type())
                .contains("0001 ABANDONED", "0002 RESERVED", "undo#tape#0#east#2 UNDO");
        assertThat(shop.available("tape", "east")).isEqualTo(3);
    }

    @Test
    void read_ofAnOrderThatWasOnlyFenced_isEmpty() {
        killAfterTheTake(() -> shop("A-1"));
        sweep();

        assertThat(shop.stock().readReservation(new OrderId("A-1"), Shop.call())).isEmpty();
    }

    @Test
    void sweepAll_ofClaimedTakes_onlyReadsTheirClaims() {
        shop.reserve("A-1", line("tape", "east", 2));
        shop.reserve("A-2", line("tape", "east", 1));
        List<OpenTake> takes = stream.takes();

        SweepSummary swept = sweepAll(takes);

        assertThat(swept.count(SweepResult.CLAIMED)).isEqualTo(2);
        assertThat(swept.left()).isEmpty();
        assertThat(shop.available("tape", "east")).isEqualTo(2);
    }

    @Test
    void sweepAll_whenSomeWereKilled_undoesThoseOnceAndNoOthers() {
        killAfterTheTake(() -> shop("A-1"));
        shop.reserve("A-1", line("tape", "east", 2));
        killAfterTheTake(() -> dying().reserve("A-2", line("tape", "east", 1)));
        List<OpenTake> takes = stream.takes();

        SweepSummary swept = sweepAll(takes);
        SweepSummary again = sweepAll(takes);

        assertThat(swept.count(SweepResult.UNDONE)).isEqualTo(2);
        assertThat(swept.count(SweepResult.CLAIMED)).isEqualTo(1);
        assertThat(again.count(SweepResult.UNDONE)).isZero();
        assertThat(again.count(SweepResult.UNDONE_BEFORE)).isEqualTo(2);
        assertThat(shop.available("tape", "east")).isEqualTo(3);
    }

    @Test
    void sweepAll_ofMoreOrdersThanARequestTakes_sweepsThemAll() {
        shop.supply("tape", "east", 500, 2);
        List<OpenTake> takes =
                IntStream.range(0, 150)
                        .mapToObj(
                                i ->
                                        new OpenTake(
                                                Shop.item("tape", "east"),
                                                i + 10,
                                                new OrderId("none-" + i),
                                                1,
                                                0))
                        .toList();

        assertThat(sweepAll(takes).count(SweepResult.UNDONE)).isEqualTo(150);
    }

    @Test
    void sweepAll_whenTheTablesDoNotAnswer_returnsTheRemainingTakes() {
        shop.reserve("A-1", line("tape", "east", 2));
        killAfterTheTake(() -> dying().reserve("A-2", line("tape", "east", 1)));
        List<OpenTake> takes = stream.takes();
        var http =
                new FaultyHttp(
                        LocalTables.http(),
                        (_, operation) ->
                                operation.equals("BatchGetItem") ? Fault.NONE : Fault.THROTTLED,
                        () -> {});
        Shop throttled = Shop.over(shop.tables(), LocalTables.client(http), shop.clock());

        SweepSummary swept =
                throttled.stock().sweepFlow().sweepAll(takes, Shop.call(Duration.ofMillis(200)));

        assertThat(swept.count(SweepResult.CLAIMED)).isEqualTo(1);
        assertThat(swept.left()).extracting(OpenTake::order).containsExactly(new OrderId("A-2"));
        assertThat(sweepAll(swept.left()).count(SweepResult.UNDONE)).isEqualTo(1);
    }

    private SweepSummary sweepAll(List<OpenTake> takes) {
        return shop.stock().sweepFlow().sweepAll(takes, Shop.call());
    }

    private Fault sweptBefore(int number, int claim) {
        if (number == claim) {
            sweep();
        }
        return Fault.NONE;
    }

    private List<SweepResult> sweep() {
        return sweep(stream.takes());
    }

    private List<SweepResult> sweep(List<OpenTake> takes) {
        return takes.stream()
                .map(take -> shop.stock().sweepFlow().sweep(take, Shop.call()))
                .toList();
    }

    private void shop(String order) {
        dying().reserve(order, line("tape", "east", 2));
    }

    private void confirm(String order) {
        dying().confirm(order);
    }

    /** The same shop, with a function that is killed after its first take. */
    private Shop dying() {
        var http =
                new FaultyHttp(
                        LocalTables.http(),
                        (_, operation) ->
                                operation.equals("UpdateItem") ? Fault.KILLED_AFTER : Fault.NONE,
                        () -> {});
        return Shop.over(shop.tables(), LocalTables.client(http), shop.clock())
                .within(Duration.ofMillis(100));
    }

    private static void killAfterTheTake(Runnable command) {
        try {
            command.run();
            throw new AssertionError("The command should have been killed");
        } catch (RetryLaterException e) {
            // No caller receives it: the function is dead.
        }
    }
}
