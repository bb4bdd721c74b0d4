package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.step.Comparison.Standing;

import java.time.Instant;
import java.util.Optional;

/**
 * Compares all of net stock with the ledger: done once a comparison that began after the step did
 * has ended. Thread-safe.
 *
 * @param comparison starts it, and says how it stands
 */
public record ReconcileStep(Comparison comparison) implements StepWork {
    @Override
    public StepResult run(SaleMode mode, Call call) {
        Instant beganAt = mode.next().orElseThrow().beganAt().orElseThrow();
        Optional<Standing> newest = comparison.newest(call);
        Optional<Standing> ours = newest.filter(run -> !run.startedAt().isBefore(beganAt));
        if (ours.flatMap(Standing::finishedAt).isPresent()) {
            long found = ours.get().found();
            return new Done("%,d discrepancies found".formatted(found), mode.day().compared(found));
        }
        boolean runs = newest.filter(run -> run.finishedAt().isEmpty()).isPresent();
        if (!runs) {
            comparison.start(call);
        }
        return new Later(
                ours.isPresent()
                        ? "running"
                        : runs ? "waiting for an earlier run to finish" : "requested");
    }
}
