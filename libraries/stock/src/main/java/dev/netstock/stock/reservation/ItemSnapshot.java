package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.shard.SoldOutCache.Evidence;
import dev.netstock.stock.table.StockItem;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One reading of the items that may serve an order. Each item was read at its own moment.
 *
 * @param places the items by first item, the first one first; items that do not exist are missing
 * @param beganAt when the reading began, by the call's clock, in nanoseconds
 */
record ItemSnapshot(Map<ItemKey, List<StockItem>> places, long beganAt) {
    ItemSnapshot {
        places = Map.copyOf(places);
    }

    /** Available units by first item, summed over the shards. */
    Map<ItemKey, Long> available() {
        var available = new HashMap<ItemKey, Long>();
        places.forEach((place, items) -> available.put(place, sum(items)));
        return available;
    }

    List<StockItem> at(ItemKey place) {
        return places.getOrDefault(place, List.of());
    }

    boolean hasRival(Attempt attempt) {
        return places.values().stream().flatMap(List::stream).anyMatch(attempt::hasRivalOn);
    }

    /** What this reading found at these places. It is a proof only if no item changed meanwhile. */
    Evidence evidence(Collection<ItemKey> candidates) {
        var versions = new HashMap<ItemKey, Long>();
        long available = 0;
        for (ItemKey place : candidates) {
            at(place).forEach(item -> versions.put(item.key(), item.version()));
            available += Math.max(0, sum(at(place)));
        }
        return new Evidence(available, versions, beganAt);
    }

    /** Whether all candidates were read at one moment, because there is only one item. */
    boolean isSingleItem(Collection<ItemKey> candidates) {
        return candidates.size() == 1 && candidates.stream().noneMatch(this::isSplit);
    }

    boolean isSplit(ItemKey place) {
        return at(place).stream().anyMatch(StockItem::isSplit);
    }

    private static long sum(List<StockItem> items) {
        return items.stream().mapToLong(StockItem::available).sum();
    }
}
