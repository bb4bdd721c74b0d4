package dev.netstock.shards.plan;

/**
 * What became of a SKU at a location.
 *
 * @param before over how many items orders picked
 * @param after over how many they do now
 * @param moved units that changed items
 * @param stranded units that lay where nobody picks from
 */
public record SteeringResult(int before, int after, long moved, long stranded) {
    static final SteeringResult NOTHING = new SteeringResult(0, 0, 0, 0);

    public boolean isRaised() {
        return after > before;
    }

    public boolean isLowered() {
        return after < before;
    }

    /** Units were moved, and the number of items stayed. */
    public boolean isRebalanced() {
        return after == before && moved > 0;
    }
}
