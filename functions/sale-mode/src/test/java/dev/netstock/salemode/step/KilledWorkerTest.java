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

/** Enters and leaves a sale, and kills the worker before and after each request. */
class KilledWorkerTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final int MINUTES_MAX = 20;

    @Test
    void enter_withTheWorkerKilledAtAnyRequest_appliesAllOverrides() {
        int requests = requestsUntil(Phase.ON, planned());
        assertThat(requests).isGreaterThan(20);
        for (int request = 1; request <= requests; request++) {
            for (BiConsumer<SaleDay, Integer> kill : kills()) {
                SaleDay day = planned();
                runUntilKilled(Phase.ON, day, kill, request);
                requestsUntil(Phase.ON, day);
                checkEntered(day, "killed at request " + request);
            }
        }
    }

    @Test
    void leave_withTheWorkerKilledAtAnyRequest_revertsAllOverrides() {
        int requests = requestsUntil(Phase.OFF, leaving());
        assertThat(requests).isGreaterThan(40);
        for (int request = 1; request <= requests; request++) {
            for (BiConsumer<SaleDay, Integer> kill : kills()) {
                SaleDay day = leaving();
                runUntilKilled(Phase.OFF, day, kill, request);
                requestsUntil(Phase.OFF, day);
                checkLeft(day, "killed at request " + request);
            }
        }
    }

    @Test
    void leave_afterEnteringWasInterrupted_revertsAllOverrides() {
        int requests = requestsUntil(Phase.ON, planned());
        for (int request = 1; request <= requests; request++) {
            SaleDay day = planned();
            runUntilKilled(Phase.ON, day, (it, last) -> it.lifeline().killAfter(last), request);
            day.lifeline().start();
            day.command(new SaleModeCommand.Off());
            requestsUntil(Phase.OFF, day);
            assertThat(day.isNormal()).as("interrupted at request " + request).isTrue();
        }
    }

    private static List<BiConsumer<SaleDay, Integer>> kills() {
        return List.of(
                (day, request) -> day.lifeline().killBefore(request),
                (day, request) -> day.lifeline().killAfter(request));
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
        day.lifeline().start();
        day.command(new SaleModeCommand.Off());
        return day;
    }

    /** Runs several workers, since some steps wait, and kills the one that sends this request. */
    private static void runUntilKilled(
            Phase phase, SaleDay day, BiConsumer<SaleDay, Integer> kill, int request) {
        int left = request;
        for (int minute = 0; minute < MINUTES_MAX; minute++) {
            kill.accept(day, left);
            if (killed(day::run) || day.mode().phase() == phase) {
                return;
            }
            left -= day.lifeline().requests();
            day.clock().advance(A_MINUTE);
        }
    }

    /** Runs a worker each minute, as the schedule does. */
    private static int requestsUntil(Phase phase, SaleDay day) {
        int requests = 0;
        for (int minute = 0; minute < MINUTES_MAX && day.mode().phase() != phase; minute++) {
            day.clock().advance(A_MINUTE);
            day.lifeline().start();
            day.run();
            requests += day.lifeline().requests();
        }
        assertThat(day.mode().phase()).as("after %d requests", requests).isEqualTo(phase);
        return requests;
    }

    private static boolean killed(Runnable worker) {
        try {
            worker.run();
            return false;
        } catch (Killed _) {
            return true;
        }
    }

    private static void checkEntered(SaleDay day, String when) {
        var plan = day.mode().currentPlan();
        assertThat(day.mode().steps()).as(when).allMatch(StepRun::isDone);
        assertThat(day.mode().overrides().supply()).isEqualTo(plan.supply());
        assertThat(day.mode().overrides().requestsWait()).isTrue();
        assertThat(day.shards()).as(when).hasSize(2);
        assertThat(day.shards().values()).as(when).containsOnly(plan.shards());
        assertThat(idsOf(day)).as(when).hasSize(1);
    }

    private static void checkLeft(SaleDay day, String when) {
        assertThat(day.isNormal()).as(when).isTrue();
        assertThat(day.supplySyncWakes()).as(when).isPositive();
        assertThat(day.reconcileRuns()).as(when).isEqualTo(1);
        assertThat(day.reports()).as(when).containsOnlyKeys("sales/autumn.json");
        assertThat(day.mode().day().report().orElseThrow().orders()).isEqualTo(7);
        assertThat(day.ordered()).as(when).contains("replenishment.requested#low#east#1");
        assertThat(day.ordered()).as(when).contains("replenishment.requested#lower#east#1");
        assertThat(idsOf(day)).as(when).hasSize(4);
        assertThat(day.published().getLast().data().subject()).isEqualTo("autumn");
    }

    /** Duplicates have the same id. */
    private static List<String> idsOf(SaleDay day) {
        return day.published().stream().map(StockEvent::id).distinct().toList();
    }
}
