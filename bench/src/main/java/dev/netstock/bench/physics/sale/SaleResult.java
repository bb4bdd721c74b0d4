package dev.netstock.bench.physics.sale;

/**
 * What came of one run.
 *
 * @param offered orders that came
 * @param accepted orders that were answered with yes
 * @param refused orders that were told that nothing is left
 * @param failed orders whose time was up
 * @param perSecond orders accepted a second, until 99 % of the units were sold or nobody came any
 *     more
 * @param millisP50 half of the orders accepted in that time had their answer sooner
 * @param millisP99 99 % of them had
 * @param tailMillisP99 99 % of all orders accepted had, also of those that got units which came
 *     back
 * @param refusalMillisP50 half of the refused had
 * @param refusalMillisP99 99 % of the refused had
 * @param conflicts requests that met a transaction
 * @param throttles requests that were too many
 * @param writeUnits paid in all
 * @param readUnits paid in all
 * @param shards from how many items orders picked at the end
 * @param unsold units that no order has at the end
 * @param oversold units that two orders have
 * @param wrongRefusals orders that were refused although enough was there since they came
 * @param wrongedUnitSeconds see {@link Undersell}
 * @param heldUnitSeconds see {@link Undersell}
 * @param lapsedUnitSeconds see {@link Undersell}
 * @param restockFirstMillis from the restock to the first order accepted after it; NaN if none
 * @param restockLastMillis from the restock to the last order accepted
 * @param events how much work the run was
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
        double wrongedUnitSeconds,
        double heldUnitSeconds,
        double lapsedUnitSeconds,
        double restockFirstMillis,
        double restockLastMillis,
        long events) {
    /** Take and claim. */
    private static final double UNITS_OF_A_SALE = 2;

    /** Conflicts for each order accepted. */
    public double conflictsPerOrder() {
        return (double) conflicts / accepted;
    }

    /** Throttled requests for each order accepted. */
    public double throttlesPerOrder() {
        return (double) throttles / accepted;
    }

    /** Write units for each order accepted, whatever they were spent on. */
    public double writeUnitsPerOrder() {
        return writeUnits / accepted;
    }

    /** Read units for each order accepted, whatever they were spent on. */
    public double readUnitsPerOrder() {
        return readUnits / accepted;
    }

    /** Write units for each order refused: of interest where nearly all are. */
    public double writeUnitsPerRefusal() {
        return (writeUnits - UNITS_OF_A_SALE * accepted) / refused;
    }

    /** Read units for each order refused, likewise. */
    public double readUnitsPerRefusal() {
        return readUnits / refused;
    }

    /** Share of the orders that came which had to be told to try again. */
    public double failedShare() {
        return (double) failed / offered;
    }

    /** Every unit is sold, and no more. */
    public boolean soldExactly() {
        return unsold == 0 && oversold == 0;
    }
}
