package dev.netstock.ledger.reconcile.judgement;

/**
 * By how much the numbers of an item are too high; negative where they are too low.
 *
 * @param isExact whether the numbers are certain, so that they can be subtracted
 */
public record Manipulation(long available, long reserved, long supply, boolean isExact) {
    /** Whether all numbers are right. */
    public boolean isNothing() {
        return available == 0 && reserved == 0 && supply == 0;
    }

    /**
     * Combines the differences of the three numbers.
     *
     * @param imbalance available + reserved − the supply that the ledger sent
     * @param supply by how much the item's supply is too high
     * @param reserved the drift of reserved
     */
    public static Manipulation of(long imbalance, long supply, Drift reserved) {
        return switch (reserved) {
            // If reserved may have been edited, it is uncertain which of the two numbers was.
            case Drift.None(Range residual) ->
                    new Manipulation(
                            imbalance,
                            0,
                            supply,
                            residual.isExact() || imbalance == 0 || !residual.contains(imbalance));
            case Drift.Unclear _ ->
                    new Manipulation(imbalance, 0, supply, imbalance == 0 && supply == 0);
            case Drift.Found(Range residual) when residual.isExact() ->
                    new Manipulation(imbalance - residual.low(), residual.low(), supply, true);
            case Drift.Found(Range residual) when residual.contains(imbalance) ->
                    new Manipulation(0, imbalance, supply, true);
            case Drift.Found(Range residual) ->
                    new Manipulation(imbalance - residual.low(), residual.low(), supply, false);
        };
    }
}
