package dev.netstock.replenishment.watch;

import java.util.List;

/**
 * An item that owes no crossing.
 *
 * @param item the item as it is stored
 * @param published the crossings that the update published
 */
public record UpdatedItem(WatchedItem item, List<ThresholdCrossing> published) {
    public UpdatedItem {
        published = List.copyOf(published);
    }
}
