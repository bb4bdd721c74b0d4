package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.stock.Sku;

/** The purchase limits of SKUs. Implementations are thread-safe. */
public interface SaleLimits {
    /**
     * Sets the limit of a plan for a SKU. Safe to repeat: what is set is only read.
     *
     * @return whether the SKU is known
     */
    boolean set(Sku sku, Plan plan, Call call);

    /** Lifts the limit of a sale, unless the SKU has another one since. Safe to repeat. */
    void lift(Sku sku, String sale, Call call);
}
