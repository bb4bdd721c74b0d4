package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.PreflightInputs;

/** Looks at what a sale would find. Implementations are thread-safe. */
@FunctionalInterface
public interface PreflightReader {
    PreflightInputs look(Plan plan, Call call);
}
