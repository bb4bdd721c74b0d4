package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.step.StepResult.Done;
import dev.netstock.salemode.step.StepResult.Waiting;
import dev.netstock.stock.Sku;

import java.util.Collection;

/**
 * Sets the purchase limit of a sale for its SKUs, or lifts it. If the time of a run is not enough
 * for all SKUs, the next run goes on: it only reads those that are done. Thread-safe.
 *
 * @param limits the limits of SKUs
 */
public record LimitsStep(SaleLimits limits) {
    StepResult set(SaleMode mode, Call call) {
        Plan plan = mode.currentPlan();
        int done = 0;
        int set = 0;
        for (Sku sku : plan.skus()) {
            if (!call.deadline().leaves(SaleModeSteps.TIME_OF_A_SKU)) {
                return Waiting.of(done, plan.skus().size());
            }
            set += limits.set(sku, plan, call) ? 1 : 0;
            done++;
        }
        return new Done("%,d of %,d SKUs limited".formatted(set, done), mode.day());
    }

    StepResult lift(SaleMode mode, Call call) {
        Collection<Sku> skus = mode.overrides().limited();
        int done = 0;
        for (Sku sku : skus) {
            if (!call.deadline().leaves(SaleModeSteps.TIME_OF_A_SKU)) {
                return Waiting.of(done, skus.size());
            }
            limits.lift(sku, mode.currentPlan().sale(), call);
            done++;
        }
        return new Done("%,d SKUs".formatted(done), mode.day());
    }
}
