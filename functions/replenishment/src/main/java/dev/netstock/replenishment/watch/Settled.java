package dev.netstock.replenishment.watch;

import java.util.List;

/**
 * An item of which nothing is owed any more.
 *
 * @param item as it stands in the table
 * @param told the turns that were told by this very call
 */
public record Settled(WatchedItem item, List<Turn> told) {
    public Settled {
        told = List.copyOf(told);
    }
}
