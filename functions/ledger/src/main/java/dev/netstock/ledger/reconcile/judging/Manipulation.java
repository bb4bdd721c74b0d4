package dev.netstock.ledger.reconcile.judging;

/**
 * By how much the numbers of an item are too high; negative where they are too low.
 *
 * @param isExact whether these are known for sure, so that they can be taken off
 */
public record Manipulation(long available, long reserved, long supply, boolean isExact) {
    /** Whether there is nothing to take off. */
    public boolean isNothing() {
        return available == 0 && reserved == 0 && supply == 0;
    }

    /**
     * Puts together what is known.
     *
     * @param imbalance available + reserved − supply, where supply is what the ledger sent
     * @param supply by how much the item's supply is too high
     * @param reserved whether reserved is what its deltas say
     */
    public static Manipulation of(long imbalance, long supply, Drift reserved) {
        return switch (reserved) {
            // Where reserved may be what was edited, nobody can say which of the two it was.
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
