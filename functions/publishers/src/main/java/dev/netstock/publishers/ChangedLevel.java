package dev.netstock.publishers;

import dev.netstock.platform.stream.StreamBatch;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.event.ItemChange;
import dev.netstock.stock.level.ItemLevel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A SKU at a location whose level changed in a batch.
 *
 * @param firstItem its first item
 * @param last the last change of any of its items in the batch
 * @param sequenceNumber the position of the last change in the stream
 * @param isSpread whether its units are spread over several items, as far as the batch shows
 */
record ChangedLevel(ItemKey firstItem, ItemChange last, String sequenceNumber, boolean isSpread) {
    /** The changed levels of a batch. */
    static List<ChangedLevel> of(StreamBatch<ItemChange> batch) {
        Map<ItemKey, ChangedLevel> changes = new LinkedHashMap<>();
        for (StreamBatch.Entry<ItemChange> entry : batch.entries()) {
            if (entry.content().isOfLevel()) {
                ChangedLevel changed = of(entry);
                changes.merge(changed.firstItem, changed, ChangedLevel::followedBy);
            }
        }
        return new ArrayList<>(changes.values());
    }

    /** The level of a SKU with a single item, which contains it completely. */
    ItemLevel ownLevel() {
        return ItemLevel.of(List.of(last.after()));
    }

    Instant at() {
        return last.at();
    }

    private static ChangedLevel of(StreamBatch.Entry<ItemChange> entry) {
        ItemChange change = entry.content();
        ItemKey key = change.after().key();
        return new ChangedLevel(
                ItemKey.of(key.sku(), key.location()),
                change,
                entry.sequenceNumber(),
                change.after().hasOtherItems());
    }

    private ChangedLevel followedBy(ChangedLevel later) {
        return new ChangedLevel(
                firstItem, later.last, later.sequenceNumber, isSpread || later.isSpread);
    }
}
