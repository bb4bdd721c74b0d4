package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.step.ReconcileControl.ReconcileRun;
import dev.netstock.salemode.step.StepResult.Done;
import dev.netstock.salemode.step.StepResult.Waiting;

import java.time.Instant;
import java.util.Optional;

/**
 * Reconciles all of net stock with the ledger. The step is done once a run has finished that
 * started after the step began. Thread-safe.
 */
public final class ReconcileStep {
    private final ReconcileControl reconcile;

    public ReconcileStep(ReconcileControl reconcile) {
        this.reconcile = reconcile;
    }

    StepResult run(SaleMode mode, Call call) {
        Instant beganAt = mode.nextStep().orElseThrow().beganAt().orElseThrow();
        Optional<ReconcileRun> latest = reconcile.latest(call);
        Optional<ReconcileRun> own = latest.filter(run -> !run.startedAt().isBefore(beganAt));
        if (own.flatMap(ReconcileRun::finishedAt).isPresent()) {
            long found = own.get().found();
            return new Done(
                    "%,d discrepancies found".formatted(found), mode.day().withDrift(found));
        }
        boolean isRunning = latest.filter(run -> run.finishedAt().isEmpty()).isPresent();
        if (!isRunning) {
            reconcile.start(call);
        }
        return new Waiting(
                own.isPresent()
                        ? "running"
                        : isRunning ? "waiting for an earlier run to finish" : "requested");
    }
}
