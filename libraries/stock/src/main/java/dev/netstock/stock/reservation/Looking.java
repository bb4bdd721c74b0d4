package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.shard.ShardMemory;
import dev.netstock.stock.shard.Shards;
import dev.netstock.stock.table.StockItem;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Looks at what is on the shelf, strongly consistent. Thread-safe.
 *
 * @param split what is done with the items of split SKUs
 * @param memory what is known of them
 */
record Looking(Shards split, ShardMemory memory) {
    /** All items at these places, with one request where it is known how many there are. */
    Reading at(Collection<ItemKey> places, Call call) {
        long now = call.deadline().now();
        Map<ItemKey, List<StockItem>> items =
                split.summing().itemsOf(places, place -> memory.shards(place, now), call);
        items.values().forEach(ofPlace -> memory.learn(ofPlace, now));
        return new Reading(items, now);
    }

    /** Opens the items at these places that were left closed. */
    void reopen(Reading reading, List<ItemUnits> places, Call call) {
        for (ItemUnits place : places) {
            List<StockItem> items = reading.at(place.item());
            if (!items.isEmpty() && split.reopening().isDue(items)) {
                split.reopening().reopen(items, call);
            }
        }
    }

    boolean isUnknown(Sku sku, Call call) {
        return split.tables().itemsOf(sku, Consistency.STRONG, call).isEmpty();
    }

    /** Lets others end what they began. */
    void pause(Call call) {
        split.tables().pauseAfter(1, call);
    }
}
