package dev.netstock.replenishment.watch;

import dev.netstock.stock.ItemKey;

import java.util.List;
import java.util.Set;

/**
 * What came of levels.
 *
 * @param told the turns that were told
 * @param stale how many levels of watched items were known, or older than what was known
 * @param left the items whose levels have to come again: the table, or who is told, did not answer
 *     in time
 */
public record LevelResult(List<ThresholdCrossing> told, long stale, Set<ItemKey> left) {
    public LevelResult {
        told = List.copyOf(told);
        left = Set.copyOf(left);
    }
}
