package dev.netstock.salemode.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.StockEvent;
import dev.netstock.salemode.mode.Phase;
import dev.netstock.salemode.mode.SaleModeCommand;
import dev.netstock.salemode.mode.StepRun;
import dev.netstock.salemode.testing.Lifeline.Killed;
import dev.netstock.salemode.testing.SaleDay;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** A sale that is entered and left, whose worker is killed before and after each request. */
class KilledWorkerTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final int MINUTES_MAX = 20;

    @Test
    void enter_whereverTheWorkerIsKilled_bringsAllRulesIntoForce() {
        int requests = requestsUntil(Phase.ON, planned());
        assertThat(requests).isGreaterThan(20);
        for (int request = 1; request <= requests; request++) {
            for (BiConsumer<SaleDay, Integer> kill : kills()) {
                SaleDay day = planned();
                killOnTheWay(Phase.ON, day, kill, request);
                requestsUntil(Phase.ON, day);
                checkEntered(day, "killed at request " + request);
            }
        }
    }

    @Test
    void leave_whereverTheWorkerIsKilled_endsClean() {
        int requests = requestsUntil(Phase.OFF, leaving());
        assertThat(requests).isGreaterThan(40);
        for (int request = 1; request <= requests; request++) {
            for (BiConsumer<SaleDay, Integer> kill : kills()) {
                SaleDay day = leaving();
                killOnTheWay(Phase.OFF, day, kill, request);
                requestsUntil(Phase.OFF, day);
                checkLeft(day, "killed at request " + request);
            }
        }
    }

    @Test
    void leave_whereverEnteringWasCutShort_endsClean() {
        int requests = requestsUntil(Phase.ON, planned());
        for (int request = 1; request <= requests; request++) {
            SaleDay day = planned();
            killOnTheWay(Phase.ON, day, (it, last) -> it.lifeline().dieAfter(last), request);
            day.lifeline().live();
            day.command(new SaleModeCommand.Off());
            requestsUntil(Phase.OFF, day);
            assertThat(day.isClean()).as("cut short at request " + request).isTrue();
        }
    }

    private static List<BiConsumer<SaleDay, Integer>> kills() {
        return List.of(
                (day, request) -> day.lifeline().dieBefore(request),
                (day, request) -> day.lifeline().dieAfter(request));
    }

    private static SaleDay planned() {
        var day = new SaleDay();
        day.command(new SaleModeCommand.On(SaleDay.plan("autumn")));
        return day;
    }

    private static SaleDay leaving() {
        SaleDay day = planned();
        requestsUntil(Phase.ON, day);
        day.runLow("low");
        day.runLow("lower");
        day.lifeline().live();
        day.command(new SaleModeCommand.Off());
        return day;
    }

    /** It takes several walks, since some steps wait: the worker dies on one of them. */
    private static void killOnTheWay(
            Phase phase, SaleDay day, BiConsumer<SaleDay, Integer> kill, int request) {
        int left = request;
        for (int minute = 0; minute < MINUTES_MAX; minute++) {
            kill.accept(day, left);
            if (killed(day::walk) || day.mode().phase() == phase) {
                return;
            }
            left -= day.lifeline().requests();
            day.clock().advance(A_MINUTE);
        }
    }

    /** As the schedule does: a worker each minute. */
    private static int requestsUntil(Phase phase, SaleDay day) {
        int requests = 0;
        for (int minute = 0; minute < MINUTES_MAX && day.mode().phase() != phase; minute++) {
            day.clock().advance(A_MINUTE);
            day.lifeline().live();
            day.walk();
            requests += day.lifeline().requests();
        }
        assertThat(day.mode().phase()).as("after %d requests", requests).isEqualTo(phase);
        return requests;
    }

    private static boolean killed(Runnable walk) {
        try {
            walk.run();
            return false;
        } catch (Killed _) {
            return true;
        }
    }

    private static void checkEntered(SaleDay day, String when) {
        var plan = day.mode().planned();
        assertThat(day.mode().steps()).as(when).allMatch(StepRun::isDone);
        assertThat(day.mode().held().supply()).isEqualTo(plan.supply());
        assertThat(day.mode().held().requestsWait()).isTrue();
        assertThat(day.shards()).as(when).hasSize(2);
        assertThat(day.shards().values()).as(when).containsOnly(plan.shards());
        assertThat(idsOf(day)).as(when).hasSize(1);
    }

    private static void checkLeft(SaleDay day, String when) {
        assertThat(day.isClean()).as(when).isTrue();
        assertThat(day.wakesOfSync()).as(when).isPositive();
        assertThat(day.comparisons()).as(when).isEqualTo(1);
        assertThat(day.reports()).as(when).containsOnlyKeys("sales/autumn.json");
        assertThat(day.mode().day().report().orElseThrow().orders()).isEqualTo(7);
        assertThat(day.ordered()).as(when).contains("replenishment.requested#low#east#1");
        assertThat(day.ordered()).as(when).contains("replenishment.requested#lower#east#1");
        assertThat(idsOf(day)).as(when).hasSize(4);
        assertThat(day.published().getLast().data().subject()).isEqualTo("autumn");
    }

    /** A consumer knows what was published twice by its id. */
    private static List<String> idsOf(SaleDay day) {
        return day.published().stream().map(StockEvent::id).distinct().toList();
    }
}
