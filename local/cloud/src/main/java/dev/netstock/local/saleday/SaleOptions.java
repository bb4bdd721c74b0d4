package dev.netstock.local.saleday;

import java.time.Duration;

/**
 * Options of a simulated sale.
 *
 * @param seed seed of the buyers and their orders; the results also depend on the machine
 * @param skus number of SKUs
 * @param shards number of shards of the hot SKU during the rush; 0 leaves it to the sharding policy
 * @param maxInFlight maximum requests in flight
 * @param kill whether to kill a function's process each second
 * @param limit the most units of a SKU that a customer may buy; 0 for no limit
 * @param settleLimit how long to wait after the sale until no units are held
 */
public record SaleOptions(
        SaleCurve curve,
        long seed,
        int skus,
        int shards,
        int maxInFlight,
        boolean kill,
        int limit,
        Duration settleLimit) {
    /** A sale without a limit. */
    public SaleOptions(
            SaleCurve curve,
            long seed,
            int skus,
            int shards,
            int maxInFlight,
            boolean kill,
            Duration settleLimit) {
        this(curve, seed, skus, shards, maxInFlight, kill, 0, settleLimit);
    }
}
