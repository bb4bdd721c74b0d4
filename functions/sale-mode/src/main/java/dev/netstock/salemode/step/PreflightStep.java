package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.Check;
import dev.netstock.salemode.mode.Check.Verdict;
import dev.netstock.salemode.mode.Preflight;
import dev.netstock.salemode.mode.SaleMode;

import java.time.InstantSource;
import java.util.List;

/**
 * The checks before a sale. They hinder nothing: an operator may know better. Thread-safe.
 *
 * @param premising looks at what the sale would find
 * @param clock the time of day
 */
public record PreflightStep(PreflightReader premising, InstantSource clock) implements StepWork {
    @Override
    public StepResult run(SaleMode mode, Call call) {
        List<Check> checks =
                Preflight.checks(
                        mode.planned(), premising.look(mode.planned(), call), clock.instant());
        long open = checks.stream().filter(check -> check.verdict() != Verdict.OK).count();
        return new Done(
                "%d checks, %d need attention".formatted(checks.size(), open),
                mode.day().checked(checks));
    }
}
