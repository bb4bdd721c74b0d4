package dev.netstock.salemode.mode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.salemode.mode.Deciding.Becomes;
import dev.netstock.salemode.mode.Deciding.Busy;
import dev.netstock.salemode.mode.Deciding.Decision;
import dev.netstock.salemode.mode.Deciding.Over;
import dev.netstock.salemode.mode.Deciding.Stays;
import dev.netstock.salemode.testing.SaleDay;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class DecidingTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:03:04Z");
    private static final Plan AUTUMN = SaleDay.plan("autumn");
    private static final Plan WINTER = SaleDay.plan("winter");

    @Test
    void on_whenAllIsOff_plans() {
        assertThat(becomes(SaleMode.NEVER, new Wish.On(AUTUMN)).phase()).isEqualTo(Phase.PLANNED);
    }

    @Test
    void on_whenItIsSentAgain_changesNothing() {
        assertThat(decide(planned(), new Wish.On(AUTUMN))).isEqualTo(new Stays());
        assertThat(decide(entering(), new Wish.On(AUTUMN))).isEqualTo(new Stays());
    }

    @Test
    void on_whenAnotherSaleIsUnderWay_isRefused() {
        assertThat(decide(entering(), new Wish.On(WINTER))).isEqualTo(new Busy());
        assertThat(decide(leaving(), new Wish.On(WINTER))).isEqualTo(new Busy());
        assertThat(decide(leaving(), new Wish.On(AUTUMN))).isEqualTo(new Busy());
    }

    @Test
    void on_whenAnotherSaleIsPlanned_takesItsPlace() {
        assertThat(becomes(planned(), new Wish.On(WINTER)).planned()).isEqualTo(WINTER);
    }

    @Test
    void on_whenThePlanOfARunningSaleChanges_entersAnewAndKeepsItsBegin() {
        Plan suspended = with(Optional.empty(), Malls.SUSPENDED);
        SaleMode mode = becomes(entering(), new Wish.On(suspended));
        assertThat(mode.phase()).isEqualTo(Phase.ENTERING);
        assertThat(mode.planned().malls()).isEqualTo(Malls.SUSPENDED);
        assertThat(mode.day().from()).contains(NOW);
    }

    @Test
    void on_whenTheSaleIsOver_startsNothingAgain() {
        SaleMode over = leaving().off(NOW);
        assertThat(decide(over, new Wish.On(AUTUMN))).isEqualTo(new Over());
        assertThat(decide(over, new Wish.On(WINTER))).isInstanceOf(Becomes.class);
    }

    @Test
    void on_afterAPlanThatWasGivenUp_plansItAgain() {
        SaleMode given = becomes(planned(), new Wish.Off());
        assertThat(given.phase()).isEqualTo(Phase.OFF);
        assertThat(given.steps()).isEmpty();
        assertThat(decide(given, new Wish.On(AUTUMN))).isInstanceOf(Becomes.class);
    }

    @Test
    void off_whereverTheSaleIs_leavesItOnce() {
        assertThat(becomes(entering(), new Wish.Off()).phase()).isEqualTo(Phase.LEAVING);
        assertThat(decide(leaving(), new Wish.Off())).isEqualTo(new Stays());
        assertThat(decide(SaleMode.NEVER, new Wish.Off())).isEqualTo(new Stays());
    }

    @Test
    void due_byTheClock_entersAndLeaves() {
        Instant start = NOW.plusSeconds(60);
        Plan timed = with(Optional.of(start), Malls.OPEN);
        SaleMode planned = becomes(SaleMode.NEVER, new Wish.On(timed));

        assertThat(planned.due(start.minusMillis(1))).isEmpty();
        SaleMode entering = planned.due(start).orElseThrow();
        assertThat(entering.phase()).isEqualTo(Phase.ENTERING);
        assertThat(entering.due(start)).isEmpty();
        Instant end = timed.endsAt().orElseThrow();
        assertThat(entering.due(end).orElseThrow().phase()).isEqualTo(Phase.LEAVING);
    }

    @Test
    void due_whenNobodyLookedBeforeItsEnd_isMissed() {
        Plan timed = with(Optional.of(NOW), Malls.OPEN);
        SaleMode planned = becomes(SaleMode.NEVER, new Wish.On(timed));
        SaleMode missed = planned.due(timed.endsAt().orElseThrow()).orElseThrow();
        assertThat(missed.phase()).isEqualTo(Phase.OFF);
        assertThat(missed.held()).isEqualTo(Held.NOTHING);
    }

    @Test
    void lease_ofAnother_holdsUpUntilItEnds() {
        SaleMode running =
                entering().begun(Step.PREFLIGHT, new Lease("one", NOW.plusSeconds(30)), NOW);
        assertThat(running.letsThrough("one", NOW)).isTrue();
        assertThat(running.letsThrough("two", NOW.plusSeconds(29))).isFalse();
        assertThat(running.letsThrough("two", NOW.plusSeconds(30))).isTrue();
    }

    private static Decision decide(SaleMode mode, Wish wish) {
        return Deciding.decide(mode, wish, NOW);
    }

    private static SaleMode becomes(SaleMode mode, Wish wish) {
        return ((Becomes) decide(mode, wish)).next();
    }

    private static SaleMode planned() {
        return becomes(SaleMode.NEVER, new Wish.On(AUTUMN));
    }

    private static SaleMode entering() {
        return planned().due(NOW).orElseThrow();
    }

    private static SaleMode leaving() {
        return becomes(entering(), new Wish.Off());
    }

    private static Plan with(Optional<Instant> startsAt, Malls malls) {
        return new Plan(
                AUTUMN.sale(),
                startsAt,
                startsAt.map(start -> start.plus(Duration.ofHours(2))),
                List.of(),
                AUTUMN.shards(),
                AUTUMN.ordersPerSecond(),
                AUTUMN.supply(),
                malls,
                AUTUMN.requests());
    }
}
