package dev.netstock.salemode.mode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.salemode.mode.SaleModeDecision.Becomes;
import dev.netstock.salemode.mode.SaleModeDecision.Busy;
import dev.netstock.salemode.mode.SaleModeDecision.Decision;
import dev.netstock.salemode.mode.SaleModeDecision.Over;
import dev.netstock.salemode.mode.SaleModeDecision.Stays;
import dev.netstock.salemode.testing.SaleDay;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class SaleModeDecisionTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:03:04Z");
    private static final Plan AUTUMN = SaleDay.plan("autumn");
    private static final Plan WINTER = SaleDay.plan("winter");

    @Test
    void on_whenAllIsOff_plans() {
        assertThat(becomes(SaleMode.NEVER, new SaleModeCommand.On(AUTUMN)).phase())
                .isEqualTo(Phase.PLANNED);
    }

    @Test
    void on_whenItIsSentAgain_changesNothing() {
        assertThat(decide(planned(), new SaleModeCommand.On(AUTUMN))).isEqualTo(new Stays());
        assertThat(decide(entering(), new SaleModeCommand.On(AUTUMN))).isEqualTo(new Stays());
    }

    @Test
    void on_whenAnotherSaleIsUnderWay_isRefused() {
        assertThat(decide(entering(), new SaleModeCommand.On(WINTER))).isEqualTo(new Busy());
        assertThat(decide(leaving(), new SaleModeCommand.On(WINTER))).isEqualTo(new Busy());
        assertThat(decide(leaving(), new SaleModeCommand.On(AUTUMN))).isEqualTo(new Busy());
    }

    @Test
    void on_whenAnotherSaleIsPlanned_takesItsPlace() {
        assertThat(becomes(planned(), new SaleModeCommand.On(WINTER)).planned()).isEqualTo(WINTER);
    }

    @Test
    void on_whenThePlanOfARunningSaleChanges_entersAnewAndKeepsItsBegin() {
        Plan suspended = with(Optional.empty(), MallRule.SUSPENDED);
        SaleMode mode = becomes(entering(), new SaleModeCommand.On(suspended));
        assertThat(mode.phase()).isEqualTo(Phase.ENTERING);
        assertThat(mode.planned().malls()).isEqualTo(MallRule.SUSPENDED);
        assertThat(mode.day().from()).contains(NOW);
    }

    @Test
    void on_whenTheSaleIsOver_startsNothingAgain() {
        SaleMode over = leaving().off(NOW);
        assertThat(decide(over, new SaleModeCommand.On(AUTUMN))).isEqualTo(new Over());
        assertThat(decide(over, new SaleModeCommand.On(WINTER))).isInstanceOf(Becomes.class);
    }

    @Test
    void on_afterAPlanThatWasGivenUp_plansItAgain() {
        SaleMode given = becomes(planned(), new SaleModeCommand.Off());
        assertThat(given.phase()).isEqualTo(Phase.OFF);
        assertThat(given.steps()).isEmpty();
        assertThat(decide(given, new SaleModeCommand.On(AUTUMN))).isInstanceOf(Becomes.class);
    }

    @Test
    void off_whereverTheSaleIs_leavesItOnce() {
        assertThat(becomes(entering(), new SaleModeCommand.Off()).phase()).isEqualTo(Phase.LEAVING);
        assertThat(decide(leaving(), new SaleModeCommand.Off())).isEqualTo(new Stays());
        assertThat(decide(SaleMode.NEVER, new SaleModeCommand.Off())).isEqualTo(new Stays());
    }

    @Test
    void due_byTheClock_entersAndLeaves() {
        Instant start = NOW.plusSeconds(60);
        Plan timed = with(Optional.of(start), MallRule.OPEN);
        SaleMode planned = becomes(SaleMode.NEVER, new SaleModeCommand.On(timed));

        assertThat(planned.due(start.minusMillis(1))).isEmpty();
        SaleMode entering = planned.due(start).orElseThrow();
        assertThat(entering.phase()).isEqualTo(Phase.ENTERING);
        assertThat(entering.due(start)).isEmpty();
        Instant end = timed.endsAt().orElseThrow();
        assertThat(entering.due(end).orElseThrow().phase()).isEqualTo(Phase.LEAVING);
    }

    @Test
    void due_whenNobodyLookedBeforeItsEnd_isMissed() {
        Plan timed = with(Optional.of(NOW), MallRule.OPEN);
        SaleMode planned = becomes(SaleMode.NEVER, new SaleModeCommand.On(timed));
        SaleMode missed = planned.due(timed.endsAt().orElseThrow()).orElseThrow();
        assertThat(missed.phase()).isEqualTo(Phase.OFF);
        assertThat(missed.held()).isEqualTo(ActiveOverrides.NOTHING);
    }

    @Test
    void lease_ofAnother_holdsUpUntilItEnds() {
        SaleMode running =
                entering().begun(Step.PREFLIGHT, new WorkerLease("one", NOW.plusSeconds(30)), NOW);
        assertThat(running.letsThrough("one", NOW)).isTrue();
        assertThat(running.letsThrough("two", NOW.plusSeconds(29))).isFalse();
        assertThat(running.letsThrough("two", NOW.plusSeconds(30))).isTrue();
    }

    private static Decision decide(SaleMode mode, SaleModeCommand wish) {
        return SaleModeDecision.decide(mode, wish, NOW);
    }

    private static SaleMode becomes(SaleMode mode, SaleModeCommand wish) {
        return ((Becomes) decide(mode, wish)).next();
    }

    private static SaleMode planned() {
        return becomes(SaleMode.NEVER, new SaleModeCommand.On(AUTUMN));
    }

    private static SaleMode entering() {
        return planned().due(NOW).orElseThrow();
    }

    private static SaleMode leaving() {
        return becomes(entering(), new SaleModeCommand.Off());
    }

    private static Plan with(Optional<Instant> startsAt, MallRule malls) {
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
