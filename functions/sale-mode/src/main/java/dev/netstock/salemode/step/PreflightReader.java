package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.PreflightInputs;

/** Reads the inputs of the preflight checks. Implementations are thread-safe. */
@FunctionalInterface
public interface PreflightReader {
    PreflightInputs read(Plan plan, Call call);
}
