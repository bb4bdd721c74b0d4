package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.shard.ShardCache;
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
record ItemReader(Shards split, ShardCache memory) {
    /** All items at these places, with one request where it is known how many there are. */
    ItemSnapshot at(Collection<ItemKey> places, Call call) {
        long now = call.deadline().now();
        Map<ItemKey, List<StockItem>> items =
                split.summing().itemsOf(places, place -> memory.shards(place, now), call);
        items.values().forEach(ofPlace -> memory.learn(ofPlace, now));
        return new ItemSnapshot(items, now);
    }

    /** Opens the items at these places that were left closed. */
    void reopen(ItemSnapshot reading, List<ItemUnits> places, Call call) {
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
