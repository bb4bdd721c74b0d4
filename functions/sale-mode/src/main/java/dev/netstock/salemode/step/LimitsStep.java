package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.step.StepResult.Done;
import dev.netstock.stock.Sku;

/**
 * Sets the purchase limit of a sale for its SKUs, or lifts it. Thread-safe.
 *
 * @param limits the limits of SKUs
 */
public record LimitsStep(SaleLimits limits) {
    StepResult set(SaleMode mode, Call call) {
        Plan plan = mode.currentPlan();
        long set = plan.skus().stream().filter(sku -> limits.set(sku, plan, call)).count();
        return new Done("%,d of %,d SKUs limited".formatted(set, plan.skus().size()), mode.day());
    }

    StepResult lift(SaleMode mode, Call call) {
        for (Sku sku : mode.overrides().limited()) {
            limits.lift(sku, mode.currentPlan().sale(), call);
        }
        return new Done("%,d SKUs".formatted(mode.overrides().limited().size()), mode.day());
    }
}
