package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.SalePool;
import dev.netstock.salemode.step.StepResult.Done;

/**
 * Plans the pools of a sale, or ends them; the function {@code Pools} moves the units. Thread-safe.
 *
 * @param pools the pools of channels
 */
public record PoolsStep(SalePools pools) {
    StepResult set(SaleMode mode, Call call) {
        Plan plan = mode.currentPlan();
        long set = plan.pools().stream().filter(pool -> pools.plan(pool, plan, call)).count();
        return new Done("%,d of %,d pools planned".formatted(set, plan.pools().size()), mode.day());
    }

    StepResult end(SaleMode mode, Call call) {
        for (SalePool pool : mode.overrides().pools()) {
            pools.end(pool, mode.currentPlan().sale(), call);
        }
        return new Done("%,d pools".formatted(mode.overrides().pools().size()), mode.day());
    }
}
