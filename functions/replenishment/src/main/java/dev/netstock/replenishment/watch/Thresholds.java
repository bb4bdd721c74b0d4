package dev.netstock.replenishment.watch;

/**
 * When a SKU at a location is low, to what level it is replenished, and when it has recovered: 0 ≤
 * safetyStock ≤ reorderPoint &lt; recoveryPoint ≤ orderUpTo. Between reorder point and recovery
 * point the state does not change (hysteresis), so a level that swings around one number does not
 * cause an event each time.
 *
 * @param safetyStock at this number of units or fewer, a request is urgent
 * @param reorderPoint at this number of units or fewer, the item is low
 * @param orderUpTo the level that a request replenishes to
 * @param recoveryPoint at this number of units or more, the item has recovered
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

    /** The default: halfway between reorder point and order-up-to level, rounded up. */
    public static long defaultRecoveryPoint(long reorderPoint, long orderUpTo) {
        return reorderPoint + Math.ceilDiv(orderUpTo - reorderPoint, 2);
    }
}
