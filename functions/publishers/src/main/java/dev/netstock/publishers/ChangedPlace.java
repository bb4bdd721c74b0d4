package dev.netstock.publishers;

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
 * @param last the last change of any of its items
 * @param sequenceNumber where the last change stands in the stream
 * @param isSpread whether its units are spread over several items, as far as the batch shows it
 */
record ChangedPlace(ItemKey firstItem, ItemChange last, String sequenceNumber, boolean isSpread) {
    /** All of a batch. */
    static List<ChangedPlace> of(StreamBatch<ItemChange> batch) {
        Map<ItemKey, ChangedPlace> places = new LinkedHashMap<>();
        for (StreamBatch.Entry<ItemChange> entry : batch.entries()) {
            if (entry.content().isOfLevel()) {
                ChangedPlace place = of(entry);
                places.merge(place.firstItem, place, ChangedPlace::then);
            }
        }
        return new ArrayList<>(places.values());
    }

    /** The level of a SKU that has one item: the item says it all. */
    ItemLevel ownLevel() {
        return ItemLevel.of(List.of(last.after()));
    }

    Instant at() {
        return last.at();
    }

    private static ChangedPlace of(StreamBatch.Entry<ItemChange> entry) {
        ItemChange change = entry.content();
        ItemKey key = change.after().key();
        return new ChangedPlace(
                ItemKey.of(key.sku(), key.location()),
                change,
                entry.sequenceNumber(),
                key.shard() > 0 || change.after().shards() > 1);
    }

    private ChangedPlace then(ChangedPlace later) {
        return new ChangedPlace(
                firstItem, later.last, later.sequenceNumber, isSpread || later.isSpread);
    }
}
