package dev.netstock.salemode.mode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.salemode.mode.SaleModeDecision.Busy;
import dev.netstock.salemode.mode.SaleModeDecision.Changed;
import dev.netstock.salemode.mode.SaleModeDecision.Decision;
import dev.netstock.salemode.mode.SaleModeDecision.Over;
import dev.netstock.salemode.mode.SaleModeDecision.Unchanged;
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
    void on_withoutASale_plansIt() {
        assertThat(changed(SaleMode.INITIAL, new SaleModeCommand.On(AUTUMN)).phase())
                .isEqualTo(Phase.PLANNED);
    }

    @Test
    void on_repeated_changesNothing() {
        assertThat(decide(planned(), new SaleModeCommand.On(AUTUMN))).isEqualTo(new Unchanged());
        assertThat(decide(entering(), new SaleModeCommand.On(AUTUMN))).isEqualTo(new Unchanged());
    }

    @Test
    void on_whileAnotherSaleIsInProgress_isRefused() {
        assertThat(decide(entering(), new SaleModeCommand.On(WINTER))).isEqualTo(new Busy());
        assertThat(decide(leaving(), new SaleModeCommand.On(WINTER))).isEqualTo(new Busy());
        assertThat(decide(leaving(), new SaleModeCommand.On(AUTUMN))).isEqualTo(new Busy());
    }

    @Test
    void on_whileAnotherSaleIsPlanned_replacesItsPlan() {
        assertThat(changed(planned(), new SaleModeCommand.On(WINTER)).currentPlan())
                .isEqualTo(WINTER);
    }

    @Test
    void on_withAChangedPlanOfARunningSale_entersAgainAndKeepsItsBeginning() {
        Plan suspended = with(Optional.empty(), MallRule.SUSPENDED);
        SaleMode mode = changed(entering(), new SaleModeCommand.On(suspended));
        assertThat(mode.phase()).isEqualTo(Phase.ENTERING);
        assertThat(mode.currentPlan().malls()).isEqualTo(MallRule.SUSPENDED);
        assertThat(mode.day().from()).contains(NOW);
    }

    @Test
    void on_afterTheSaleEnded_isRefused() {
        SaleMode over = leaving().toOff(NOW);
        assertThat(decide(over, new SaleModeCommand.On(AUTUMN))).isEqualTo(new Over());
        assertThat(decide(over, new SaleModeCommand.On(WINTER))).isInstanceOf(Changed.class);
    }

    @Test
    void on_afterThePlanWasCancelled_plansItAgain() {
        SaleMode cancelled = changed(planned(), new SaleModeCommand.Off());
        assertThat(cancelled.phase()).isEqualTo(Phase.OFF);
        assertThat(cancelled.steps()).isEmpty();
        assertThat(decide(cancelled, new SaleModeCommand.On(AUTUMN))).isInstanceOf(Changed.class);
    }

    @Test
    void off_inAnyPhase_endsTheSaleOnce() {
        assertThat(changed(entering(), new SaleModeCommand.Off()).phase()).isEqualTo(Phase.LEAVING);
        assertThat(decide(leaving(), new SaleModeCommand.Off())).isEqualTo(new Unchanged());
        assertThat(decide(SaleMode.INITIAL, new SaleModeCommand.Off())).isEqualTo(new Unchanged());
    }

    @Test
    void nextPhase_atTheTimesOfThePlan_entersAndLeaves() {
        Instant start = NOW.plusSeconds(60);
        Plan timed = with(Optional.of(start), MallRule.OPEN);
        SaleMode planned = changed(SaleMode.INITIAL, new SaleModeCommand.On(timed));

        assertThat(planned.nextPhase(start.minusMillis(1))).isEmpty();
        SaleMode entering = planned.nextPhase(start).orElseThrow();
        assertThat(entering.phase()).isEqualTo(Phase.ENTERING);
        assertThat(entering.nextPhase(start)).isEmpty();
        Instant end = timed.endsAt().orElseThrow();
        assertThat(entering.nextPhase(end).orElseThrow().phase()).isEqualTo(Phase.LEAVING);
    }

    @Test
    void nextPhase_whenNoWorkerRanBeforeTheEnd_skipsTheSale() {
        Plan timed = with(Optional.of(NOW), MallRule.OPEN);
        SaleMode planned = changed(SaleMode.INITIAL, new SaleModeCommand.On(timed));
        SaleMode skipped = planned.nextPhase(timed.endsAt().orElseThrow()).orElseThrow();
        assertThat(skipped.phase()).isEqualTo(Phase.OFF);
        assertThat(skipped.overrides()).isEqualTo(ActiveOverrides.NONE);
    }

    @Test
    void lease_ofAnotherWorker_blocksUntilItEnds() {
        SaleMode running =
                entering().begin(Step.PREFLIGHT, new WorkerLease("one", NOW.plusSeconds(30)), NOW);
        assertThat(running.isOpenTo("one", NOW)).isTrue();
        assertThat(running.isOpenTo("two", NOW.plusSeconds(29))).isFalse();
        assertThat(running.isOpenTo("two", NOW.plusSeconds(30))).isTrue();
    }

    private static Decision decide(SaleMode mode, SaleModeCommand command) {
        return SaleModeDecision.decide(mode, command, NOW);
    }

    private static SaleMode changed(SaleMode mode, SaleModeCommand command) {
        return ((Changed) decide(mode, command)).next();
    }

    private static SaleMode planned() {
        return changed(SaleMode.INITIAL, new SaleModeCommand.On(AUTUMN));
    }

    private static SaleMode entering() {
        return planned().nextPhase(NOW).orElseThrow();
    }

    private static SaleMode leaving() {
        return changed(entering(), new SaleModeCommand.Off());
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
