package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.Check;
import dev.netstock.salemode.mode.Check.Verdict;
import dev.netstock.salemode.mode.Preflight;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.step.StepResult.Done;

import java.time.InstantSource;
import java.util.List;

/** Runs the preflight checks. They block nothing: the operator decides. Thread-safe. */
public final class PreflightStep {
    private final PreflightReader inputs;
    private final InstantSource clock;

    public PreflightStep(PreflightReader inputs, InstantSource clock) {
        this.inputs = inputs;
        this.clock = clock;
    }

    StepResult run(SaleMode mode, Call call) {
        List<Check> checks =
                Preflight.checks(
                        mode.currentPlan(), inputs.read(mode.currentPlan(), call), clock.instant());
        long open = checks.stream().filter(check -> check.verdict() != Verdict.OK).count();
        return new Done(
                "%d checks, %d need attention".formatted(checks.size(), open),
                mode.day().withChecks(checks));
    }
}
