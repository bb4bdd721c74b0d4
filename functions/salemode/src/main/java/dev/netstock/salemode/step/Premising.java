package dev.netstock.salemode.step;

import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.Premises;
import dev.netstock.stock.Call;

/** Looks at what a sale would find. Implementations are thread-safe. */
@FunctionalInterface
public interface Premising {
    Premises look(Plan plan, Call call);
}
