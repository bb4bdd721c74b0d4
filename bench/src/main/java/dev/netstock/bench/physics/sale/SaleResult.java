package dev.netstock.bench.physics.sale;

/**
 * The result of one run.
 *
 * @param offered orders that came
 * @param accepted orders that were reserved
 * @param refused orders that were refused as sold out
 * @param failed orders that ran out of time
 * @param perSecond orders accepted a second, until 99 % of the units were sold or arrivals ended
 * @param millisP50 half of the orders accepted in that time had their answer sooner
 * @param millisP99 the 99th percentile of the latency
 * @param tailMillisP99 the 99th percentile of the latency of all accepted orders, including those
 *     that got returned units
 * @param refusalMillisP50 the median latency of refusals
 * @param refusalMillisP99 99 % of the refused had
 * @param conflicts requests that conflicted with a transaction
 * @param throttles throttled requests
 * @param writeUnits consumed write units
 * @param readUnits consumed read units
 * @param shards the number of open shards at the end
 * @param unsold units that no order holds at the end
 * @param oversold units sold beyond the supply
 * @param wrongRefusals orders that were refused although enough units existed since they arrived
 * @param wrongRefusalUnitSeconds see {@link Undersell}
 * @param heldUnitSeconds see {@link Undersell}
 * @param lapsedUnitSeconds see {@link Undersell}
 * @param restockFirstMillis from the restock to the first order accepted after it; NaN if none
 * @param restockLastMillis from the restock to the last order accepted
 * @param events the number of simulated events
 */
public record SaleResult(
        long offered,
        long accepted,
        long refused,
        long failed,
        double perSecond,
        double millisP50,
        double millisP99,
        double tailMillisP99,
        double refusalMillisP50,
        double refusalMillisP99,
        long conflicts,
        long throttles,
        double writeUnits,
        double readUnits,
        int shards,
        long unsold,
        long oversold,
        long wrongRefusals,
        double wrongRefusalUnitSeconds,
        double heldUnitSeconds,
        double lapsedUnitSeconds,
        double restockFirstMillis,
        double restockLastMillis,
        long events) {
    /** Take and claim. */
    private static final double UNITS_OF_A_SALE = 2;

    /** Conflicts per accepted order. */
    public double conflictsPerOrder() {
        return (double) conflicts / accepted;
    }

    /** Throttled requests per accepted order. */
    public double throttlesPerOrder() {
        return (double) throttles / accepted;
    }

    /** All write units per accepted order. */
    public double writeUnitsPerOrder() {
        return writeUnits / accepted;
    }

    /** All read units per accepted order. */
    public double readUnitsPerOrder() {
        return readUnits / accepted;
    }

    /** Write units per refused order, for sales in which nearly all are refused. */
    public double writeUnitsPerRefusal() {
        return (writeUnits - UNITS_OF_A_SALE * accepted) / refused;
    }

    /** Read units per refused order, likewise. */
    public double readUnitsPerRefusal() {
        return readUnits / refused;
    }

    /** Share of the offered orders that failed, so that the caller had to retry. */
    public double failedShare() {
        return (double) failed / offered;
    }

    /** Whether exactly all units are sold. */
    public boolean soldExactly() {
        return unsold == 0 && oversold == 0;
    }
}
