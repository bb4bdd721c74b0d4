package dev.netstock.replenishment.watch;

import dev.netstock.stock.ItemKey;

import java.util.List;
import java.util.Set;

/**
 * The result of processing levels.
 *
 * @param published the crossings that were published
 * @param stale the number of levels of watched items that were not newer than the stored one
 * @param failed the items whose levels have to be delivered again, because a request was not
 *     answered in time
 */
public record LevelResult(List<ThresholdCrossing> published, long stale, Set<ItemKey> failed) {
    public LevelResult {
        published = List.copyOf(published);
        failed = Set.copyOf(failed);
    }
}
