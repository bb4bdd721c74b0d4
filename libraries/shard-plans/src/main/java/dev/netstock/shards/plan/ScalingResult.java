package dev.netstock.shards.plan;

/**
 * The result of scaling a SKU at a location.
 *
 * @param before over how many items orders picked before
 * @param after over how many items orders pick now
 * @param moved units moved between items
 * @param stranded units found on retired items
 */
public record ScalingResult(int before, int after, long moved, long stranded) {
    static final ScalingResult NOTHING = new ScalingResult(0, 0, 0, 0);

    public boolean isRaised() {
        return after > before;
    }

    public boolean isLowered() {
        return after < before;
    }

    /** Whether units were moved without a change of the number of items. */
    public boolean isRebalanced() {
        return after == before && moved > 0;
    }
}
