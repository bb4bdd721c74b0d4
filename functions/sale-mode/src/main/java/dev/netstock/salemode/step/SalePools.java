package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.SalePool;

/** The pools of channels during a sale. Implementations are thread-safe. */
public interface SalePools {
    /**
     * Plans a pool until the end of the sale, at the latest. Safe to repeat.
     *
     * @return whether the channel has the pool for the sale: not if it has another one there, or if
     *     the mall sync manages its pools
     */
    boolean plan(SalePool pool, Plan plan, Call call);

    /** Ends the pool of a sale, unless the channel has another one since. Safe to repeat. */
    void end(SalePool pool, String sale, Call call);
}
