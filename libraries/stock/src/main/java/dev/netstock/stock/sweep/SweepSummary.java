package dev.netstock.stock.sweep;

import java.util.List;
import java.util.Map;

/**
 * The result of sweeping many takes.
 *
 * @param counts the number of takes by result
 * @param unitsUndone units of the takes that this call undid
 * @param left takes that are not swept yet, because the tables did not answer in time
 */
public record SweepSummary(
        Map<SweepResult, Integer> counts, long unitsUndone, List<OpenTake> left) {
    public SweepSummary {
        counts = Map.copyOf(counts);
        left = List.copyOf(left);
    }

    /** The number of takes with this result. */
    public int count(SweepResult result) {
        return counts.getOrDefault(result, 0);
    }
}
