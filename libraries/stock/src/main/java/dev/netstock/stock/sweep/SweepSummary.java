package dev.netstock.stock.sweep;

import java.util.List;
import java.util.Map;

/**
 * What came of sweeping many takes.
 *
 * @param counts how many ended how
 * @param unitsUndone how many units went back by this very sweep
 * @param left those that are yet to be swept: the tables did not answer in time
 */
public record SweepSummary(
        Map<SweepResult, Integer> counts, long unitsUndone, List<OpenTake> left) {
    public SweepSummary {
        counts = Map.copyOf(counts);
        left = List.copyOf(left);
    }

    /** How many ended so. */
    public int count(SweepResult result) {
        return counts.getOrDefault(result, 0);
    }
}
