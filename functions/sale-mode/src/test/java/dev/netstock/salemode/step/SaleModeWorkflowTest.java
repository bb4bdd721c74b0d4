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
import java.util.List;
import java.util.Optional;

class SaleModeWorkflowTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final SaleDay day = new SaleDay();

    @Test
    void walk_whenASaleIsPlanned_checksAtOnceAndChangesNothing() {
        Instant start = day.clock().instant().plus(Duration.ofHours(1));
        day.command(
                new SaleModeCommand.On(plan(Optional.of(start), MallRule.SUSPENDED, Requests.GO)));
        day.walk();
        assertThat(day.mode().phase()).isEqualTo(Phase.PLANNED);
        assertThat(day.mode().day().checks()).isNotEmpty();
        assertThat(day.isClean()).isTrue();
    }

    @Test
    void walk_atItsStartAndItsEnd_entersAndLeavesByTheClock() {
        Instant start = day.clock().instant().plus(Duration.ofHours(1));
        day.command(
                new SaleModeCommand.On(plan(Optional.of(start), MallRule.SUSPENDED, Requests.GO)));
        day.clock().advance(Duration.ofHours(1));
        walkFor(2);
        assertThat(day.mode().phase()).isEqualTo(Phase.ON);
        day.clock().advance(Duration.ofHours(2));
        walkFor(9);
        assertThat(day.mode().phase()).isEqualTo(Phase.OFF);
        assertThat(day.isClean()).isTrue();
        assertThat(malls()).containsExactly("suspended", "open");
    }

    @Test
    void walk_whenThePlanOfARunningSaleChanges_tellsTheMallsANewerRule() {
        day.command(
                new SaleModeCommand.On(plan(Optional.empty(), MallRule.SUSPENDED, Requests.GO)));
        walkFor(3);
        day.command(
                new SaleModeCommand.On(plan(Optional.empty(), MallRule.capped(7), Requests.GO)));
        walkFor(3);
        assertThat(malls()).containsExactly("suspended", "capped");
        assertThat(changes())
                .extracting(SaleModeChanged::version)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(day.mode().phase()).isEqualTo(Phase.ON);
    }

    @Test
    void walk_whileRequestsWait_sendsThemTogetherWhenTheirTimeComes() {
        var quarterly = new Requests(true, Optional.of(Duration.ofMinutes(15)));
        day.command(new SaleModeCommand.On(plan(Optional.empty(), MallRule.OPEN, quarterly)));
        walkFor(3);
        day.runLow("a");
        day.runLow("b");
        walkFor(5);
        assertThat(day.ordered()).isEmpty();
        walkFor(10);
        assertThat(day.ordered())
                .containsExactly(
                        "replenishment.requested#a#east#1", "replenishment.requested#b#east#1");
    }

    @Test
    void walk_whileAnotherHasTheTurn_doesNothing() {
        day.command(new SaleModeCommand.On(SaleDay.plan("autumn")));
        Instant now = day.clock().instant();
        day.write(
                day.mode()
                        .begun(Step.PREFLIGHT, new WorkerLease("other", now.plusSeconds(30)), now));
        day.write(day.mode().due(now).orElseThrow());
        day.write(
                day.mode()
                        .begun(Step.PREFLIGHT, new WorkerLease("other", now.plusSeconds(30)), now));
        long version = day.mode().version();

        day.walk();
        assertThat(day.mode().version()).isEqualTo(version);

        day.clock().advance(Duration.ofSeconds(30));
        day.walk();
        assertThat(day.mode().version()).isGreaterThan(version);
    }

    @Test
    void walk_whileAComparisonRunsThatBeganBefore_waitsForOneOfItsOwn() {
        day.command(new SaleModeCommand.On(SaleDay.plan("autumn")));
        walkFor(3);
        day.start(Shop.call());
        day.command(new SaleModeCommand.Off());
        walkFor(4);
        assertThat(day.comparisons()).isEqualTo(1);
        assertThat(day.mode().next().orElseThrow().told()).contains("earlier run");
        walkFor(8);
        assertThat(day.comparisons()).isEqualTo(2);
        assertThat(day.mode().phase()).isEqualTo(Phase.OFF);
    }

    private void walkFor(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            day.clock().advance(A_MINUTE);
            day.walk();
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
