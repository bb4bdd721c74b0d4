package dev.netstock.settings;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.ProblemType;
import dev.netstock.stock.Sku;

/**
 * Tells which SKUs net stock knows: only those can have settings. Implementations are thread-safe.
 */
@FunctionalInterface
public interface KnownSkus {
    ProblemType UNKNOWN_SKU = new ProblemType("unknown-sku", 404, "Unknown SKU");

    boolean contains(Sku sku, Call call);

    /** The answer where nobody sells a SKU. */
    static Answer unknown() {
        return Problem.of(UNKNOWN_SKU, "No location has, or ever had, this SKU. Check the SKU.");
    }
}
