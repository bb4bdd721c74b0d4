package dev.netstock.stock.supply;

/** What came of one {@link SupplyChange}. */
public sealed interface SupplyOutcome {
    /**
     * It is applied, and its delta row stands.
     *
     * @param units by how much the supply changed
     * @param available units that can be promised now; negative where the SKU is oversold
     */
    record Applied(long units, long available) implements SupplyOutcome {}

    /**
     * Net stock had this version, or a newer one: nothing is changed.
     *
     * @param ledgerVersion the version that net stock has
     */
    record AlreadyApplied(long ledgerVersion) implements SupplyOutcome {}

    /** The tables did not let it through in time: send it again. */
    record TryAgain() implements SupplyOutcome {}
}
