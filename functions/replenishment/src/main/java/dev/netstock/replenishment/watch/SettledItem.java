package dev.netstock.replenishment.watch;

import java.util.List;

/**
 * An item of which nothing is owed any more.
 *
 * @param item as it stands in the table
 * @param told the turns that were told by this very call
 */
public record SettledItem(WatchedItem item, List<ThresholdCrossing> told) {
    public SettledItem {
        told = List.copyOf(told);
    }
}
