package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.shard.SoldOutCache.Evidence;
import dev.netstock.stock.table.StockItem;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The items from which an order may be served, as they were read: each at its own moment.
 *
 * @param places the items by their first one, which comes first; those that nobody sells are
 *     missing
 * @param beganAt when the reading began, by the call's clock, in nanoseconds
 */
record ItemSnapshot(Map<ItemKey, List<StockItem>> places, long beganAt) {
    ItemSnapshot {
        places = Map.copyOf(places);
    }

    /** Units at each place, whichever item has them. */
    Map<ItemKey, Long> available() {
        var available = new HashMap<ItemKey, Long>();
        places.forEach((place, items) -> available.put(place, sum(items)));
        return available;
    }

    List<StockItem> at(ItemKey place) {
        return places.getOrDefault(place, List.of());
    }

    boolean hasRival(Attempt attempt) {
        return places.values().stream()
                .flatMap(List::stream)
                .anyMatch(item -> ItemTake.isRival(item, attempt));
    }

    /** What this reading says of these places; true for sure only if nothing changed meanwhile. */
    Evidence of(Collection<ItemKey> candidates) {
        var versions = new HashMap<ItemKey, Long>();
        long available = 0;
        for (ItemKey place : candidates) {
            at(place).forEach(item -> versions.put(item.key(), item.version()));
            available += Math.max(0, sum(at(place)));
        }
        return new Evidence(available, versions, beganAt);
    }

    /** One item is read at one moment; several are not. */
    boolean isOfOneMoment(Collection<ItemKey> candidates) {
        return candidates.size() == 1 && candidates.stream().noneMatch(this::isSplit);
    }

    boolean isSplit(ItemKey place) {
        return at(place).stream().anyMatch(StockItem::isSplit);
    }

    private static long sum(List<StockItem> items) {
        return items.stream().mapToLong(StockItem::available).sum();
    }
}
