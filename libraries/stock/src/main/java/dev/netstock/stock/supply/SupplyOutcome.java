package dev.netstock.stock.supply;

/** The outcome of one {@link SupplyChange}. */
public sealed interface SupplyOutcome {
    /**
     * The change is applied, and its delta row is written.
     *
     * @param units by how much the supply changed
     * @param available units that can be promised now; negative if the SKU is oversold
     */
    record Applied(long units, long available) implements SupplyOutcome {}

    /**
     * Nothing is changed: net stock has this version or a newer one.
     *
     * @param ledgerVersion the version that net stock has
     */
    record AlreadyApplied(long ledgerVersion) implements SupplyOutcome {}

    /** The tables did not answer in time: retry the change. */
    record TryAgain() implements SupplyOutcome {}
}
