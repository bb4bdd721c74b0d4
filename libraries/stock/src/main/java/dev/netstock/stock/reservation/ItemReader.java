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

/** Reads the items that may serve an order, strongly consistent. Thread-safe. */
final class ItemReader {
    private final Shards shards;
    private final ShardCache cache;

    /**
     * @param shards reads and reopens shards
     * @param cache how many shards each SKU has
     */
    ItemReader(Shards shards, ShardCache cache) {
        this.shards = shards;
        this.cache = cache;
    }

    /**
     * Reads all items of these SKUs and locations, with one request if the number of shards is
     * known.
     *
     * @param firstItems the first item of each
     */
    ItemSnapshot read(Collection<ItemKey> firstItems, Call call) {
        long now = call.deadline().now();
        Map<ItemKey, List<StockItem>> items =
                shards.totals().itemsOf(firstItems, item -> cache.shards(item, now), call);
        items.values().forEach(ofPlace -> cache.learn(ofPlace, now));
        return new ItemSnapshot(items, now);
    }

    /** Reopens shards that a closing left behind. */
    void reopen(ItemSnapshot snapshot, List<ItemUnits> places, Call call) {
        for (ItemUnits place : places) {
            List<StockItem> items = snapshot.at(place.item());
            if (!items.isEmpty() && shards.reopening().isDue(items)) {
                shards.reopening().reopen(items, call);
            }
        }
    }

    boolean isUnknown(Sku sku, Call call) {
        return shards.tables().itemsOf(sku, Consistency.STRONG, call).isEmpty();
    }

    /** Waits until concurrent writes have ended. */
    void pause(Call call) {
        shards.tables().pauseAfter(1, call);
    }
}
