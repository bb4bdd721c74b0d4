package dev.netstock.replenishment.watch;

/**
 * When a SKU at a location is low, how far it shall be filled, and when it has recovered: 0 ≤
 * safetyStock ≤ reorderPoint &lt; recoveryPoint ≤ orderUpTo. Between reorder point and recovery
 * point nothing changes (hysteresis), so that a level that swings around one number tells nothing
 * new each time.
 *
 * @param safetyStock units that are meant for surprises: once they are touched, a request is urgent
 * @param reorderPoint at so many units, or fewer, it is low
 * @param orderUpTo up to so many units it shall be filled
 * @param recoveryPoint at so many units, or more, it is low no longer
 */
public record Thresholds(long safetyStock, long reorderPoint, long orderUpTo, long recoveryPoint) {
    public Thresholds {
        if (safetyStock < 0
                || safetyStock > reorderPoint
                || reorderPoint >= recoveryPoint
                || recoveryPoint > orderUpTo) {
            throw new IllegalArgumentException(
                    "0 <= safetyStock <= reorderPoint < recoveryPoint <= orderUpTo");
        }
    }

    /** Halfway between reorder point and order-up-to level, rounded up. */
    public static long usualRecoveryPoint(long reorderPoint, long orderUpTo) {
        return reorderPoint + Math.ceilDiv(orderUpTo - reorderPoint, 2);
    }
}
