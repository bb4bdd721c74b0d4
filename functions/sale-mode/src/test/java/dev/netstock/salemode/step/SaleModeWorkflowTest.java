package dev.netstock.salemode.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.EventData.SaleModeChanged;
import dev.netstock.salemode.mode.MallRule;
import dev.netstock.salemode.mode.Phase;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.Plan.Requests;
import dev.netstock.salemode.mode.SaleModeCommand;
import dev.netstock.salemode.mode.Step;
import dev.netstock.salemode.mode.WorkerLease;
import dev.netstock.salemode.testing.SaleDay;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class SaleModeWorkflowTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final SaleDay day = new SaleDay();

    @Test
    void run_withAPlannedSale_runsTheChecksAndChangesNothing() {
        Instant start = day.clock().instant().plus(Duration.ofHours(1));
        day.command(
                new SaleModeCommand.On(
                        plan(Optional.of(start), MallRule.SUSPENDED, Requests.AT_ONCE)));
        day.run();
        assertThat(day.mode().phase()).isEqualTo(Phase.PLANNED);
        assertThat(day.mode().day().checks()).isNotEmpty();
        assertThat(day.isNormal()).isTrue();
    }

    @Test
    void run_atTheTimesOfThePlan_entersAndLeaves() {
        Instant start = day.clock().instant().plus(Duration.ofHours(1));
        day.command(
                new SaleModeCommand.On(
                        plan(Optional.of(start), MallRule.SUSPENDED, Requests.AT_ONCE)));
        day.clock().advance(Duration.ofHours(1));
        runFor(2);
        assertThat(day.mode().phase()).isEqualTo(Phase.ON);
        day.clock().advance(Duration.ofHours(2));
        runFor(9);
        assertThat(day.mode().phase()).isEqualTo(Phase.OFF);
        assertThat(day.isNormal()).isTrue();
        assertThat(malls()).containsExactly("suspended", "open");
    }

    @Test
    void run_afterThePlanOfARunningSaleChanged_publishesANewerRuleForMalls() {
        day.command(
                new SaleModeCommand.On(
                        plan(Optional.empty(), MallRule.SUSPENDED, Requests.AT_ONCE)));
        runFor(3);
        day.command(
                new SaleModeCommand.On(
                        plan(Optional.empty(), MallRule.capped(7), Requests.AT_ONCE)));
        runFor(3);
        assertThat(malls()).containsExactly("suspended", "capped");
        assertThat(changes())
                .extracting(SaleModeChanged::version)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(day.mode().phase()).isEqualTo(Phase.ON);
    }

    @Test
    void run_whileRequestsAreHeld_sendsThemTogetherAtTheInterval() {
        var quarterly = new Requests(true, Optional.of(Duration.ofMinutes(15)));
        day.command(new SaleModeCommand.On(plan(Optional.empty(), MallRule.OPEN, quarterly)));
        runFor(3);
        day.runLow("a");
        day.runLow("b");
        runFor(5);
        assertThat(day.ordered()).isEmpty();
        runFor(10);
        assertThat(day.ordered())
                .containsExactly(
                        "replenishment.requested#a#east#1", "replenishment.requested#b#east#1");
    }

    @Test
    void run_withManyHeldRequests_releasesThemInBatchesOverSeveralRuns() {
        day.command(new SaleModeCommand.On(SaleDay.plan("autumn")));
        runFor(3);
        for (int sku = 0; sku < 1_000; sku++) {
            day.runLow("sku-" + sku);
        }
        day.command(new SaleModeCommand.Off());
        List<Integer> released = new ArrayList<>();
        int requests = 0;
        for (int minute = 0; minute < 20 && day.mode().phase() != Phase.OFF; minute++) {
            int before = day.ordered().size();
            day.clock().advance(A_MINUTE);
            day.run(Duration.ofMillis(100));
            if (day.ordered().size() > before) {
                released.add(day.ordered().size() - before);
                requests += day.lifeline().requests();
            }
        }
        // A page of 50 takes 1.3 s: a query, 5 requests to the topic, 5 to the queue, 2 deletes.
        assertThat(released).containsExactly(600, 400);
        assertThat(requests).isBetween(260, 350);
        assertThat(day.ordered()).doesNotHaveDuplicates();
        assertThat(day.isNormal()).isTrue();
    }

    @Test
    void run_ofAPlanWithALimit_limitsItsSkusUntilTheSaleEnds() {
        day.command(new SaleModeCommand.On(SaleDay.plan("autumn")));
        runFor(3);
        assertThat(day.limits())
                .containsExactly(Map.entry(SaleDay.HOT, SaleDay.plan("autumn").limit()));
        assertThat(day.mode().overrides().limited()).containsExactly(SaleDay.HOT);

        day.command(new SaleModeCommand.Off());
        runFor(1);
        assertThat(day.limits()).isEmpty();
        assertThat(day.mode().overrides().limited()).isEmpty();
    }

    @Test
    void run_ofAPlanWithPools_plansThemUntilTheSaleEnds() {
        day.command(new SaleModeCommand.On(SaleDay.plan("autumn")));
        runFor(3);
        assertThat(day.pools()).containsExactly(SaleDay.POOL);
        assertThat(day.mode().overrides().pools()).containsExactly(SaleDay.POOL);

        day.command(new SaleModeCommand.Off());
        runFor(1);
        assertThat(day.pools()).isEmpty();
        assertThat(day.mode().overrides().pools()).isEmpty();
    }

    @Test
    void run_whileAnotherWorkerHoldsTheLease_doesNothing() {
        day.command(new SaleModeCommand.On(SaleDay.plan("autumn")));
        Instant now = day.clock().instant();
        day.write(
                day.mode()
                        .begin(Step.PREFLIGHT, new WorkerLease("other", now.plusSeconds(30)), now));
        day.write(day.mode().nextPhase(now).orElseThrow());
        day.write(
                day.mode()
                        .begin(Step.PREFLIGHT, new WorkerLease("other", now.plusSeconds(30)), now));
        long version = day.mode().version();

        day.run();
        assertThat(day.mode().version()).isEqualTo(version);

        day.clock().advance(Duration.ofSeconds(30));
        day.run();
        assertThat(day.mode().version()).isGreaterThan(version);
    }

    /** A worker that sets limits does not know that an operator has ended the sale meanwhile. */
    @Test
    void run_whileAStepOfTheEndedSaleMayStillRun_undoesItAfterwards() {
        day.command(new SaleModeCommand.On(SaleDay.plan("autumn")));
        Instant now = day.clock().instant();
        day.write(day.mode().nextPhase(now).orElseThrow());
        day.write(
                day.mode()
                        .begin(
                                Step.SET_LIMITS,
                                new WorkerLease("other", now.plus(SaleModeWorkflow.LEASE)),
                                now));
        day.command(new SaleModeCommand.Off());
        day.run();
        assertThat(day.mode().phase()).isEqualTo(Phase.LEAVING);

        day.set(SaleDay.HOT, SaleDay.plan("autumn"), Shop.call());
        runFor(1);
        assertThat(day.limits()).isEmpty();
        assertThat(day.mode().overrides().limited()).isEmpty();
    }

    @Test
    void run_whileAnEarlierReconcileRuns_waitsForItsOwn() {
        day.command(new SaleModeCommand.On(SaleDay.plan("autumn")));
        runFor(3);
        day.start(Shop.call());
        day.command(new SaleModeCommand.Off());
        runFor(4);
        assertThat(day.reconcileRuns()).isEqualTo(1);
        assertThat(day.mode().nextStep().orElseThrow().message()).contains("earlier run");
        runFor(8);
        assertThat(day.reconcileRuns()).isEqualTo(2);
        assertThat(day.mode().phase()).isEqualTo(Phase.OFF);
    }

    private void runFor(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            day.clock().advance(A_MINUTE);
            day.run();
        }
    }

    private List<SaleModeChanged> changes() {
        return day.published().stream()
                .map(event -> event.data())
                .filter(SaleModeChanged.class::isInstance)
                .map(SaleModeChanged.class::cast)
                .toList();
    }

    private List<String> malls() {
        return changes().stream().map(SaleModeChanged::malls).toList();
    }

    private static Plan plan(Optional<Instant> startsAt, MallRule malls, Requests requests) {
        Plan by = SaleDay.plan("autumn");
        return new Plan(
                by.sale(),
                startsAt,
                startsAt.map(start -> start.plus(Duration.ofHours(2))),
                by.skus(),
                by.shards(),
                by.ordersPerSecond(),
                by.supply(),
                malls,
                requests);
    }
}
