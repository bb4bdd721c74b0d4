package dev.netstock.stock.shard;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.table.StockItem;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * What an environment knows of SKUs that are split, so that an order need not ask. What it knows
 * may be out of date: then orders spread less well, or meet an item without units and look anew.
 * Thread-safe.
 *
 * <p>All times are readings of one monotonic clock, in nanoseconds.
 */
public final class ShardCache {
    /** So long after a split or a merge, orders may still pick as before. */
    static final Duration LAYOUT_AGE_MAX = Duration.ofSeconds(5);

    /**
     * Units come back, or are spread anew: an item without units is left alone for so long only.
     */
    static final Duration STOCKED_AGE_MAX = Duration.ofMillis(500);

    /** A sale has some hundred hot SKUs; who sees more forgets all, and learns again. */
    private static final int PLACES_MAX = 10_000;

    private final Map<ItemKey, Known> places = new ConcurrentHashMap<>();

    /**
     * @param stocked the items that had units when all were read; empty if that is unknown
     */
    private record Known(int shards, int openShards, long at, List<Integer> stocked) {
        List<Integer> pickedFrom(long age) {
            return stocked.isEmpty() || age >= STOCKED_AGE_MAX.toNanos()
                    ? IntStream.range(0, openShards).boxed().toList()
                    : stocked;
        }
    }

    /**
     * From which item an order should take; empty if nothing is known.
     *
     * @param tries how many items it has tried already
     */
    public Optional<ItemKey> pick(ItemKey firstItem, OrderId order, int tries, long now) {
        return known(firstItem, now)
                .map(
                        known -> {
                            List<Integer> shards = known.pickedFrom(now - known.at());
                            int number = Math.floorMod(mixed(order) + tries, shards.size());
                            return firstItem.shard(shards.get(number));
                        });
    }

    /** How many items the SKU had; 1 if nothing is known. */
    public int shards(ItemKey firstItem, long now) {
        return known(firstItem, now).map(Known::shards).orElse(1);
    }

    /** Learns from a first item. */
    public void learn(StockItem first, long now) {
        learn(first, List.of(), now);
    }

    /**
     * Learns from all items of a SKU at a location.
     *
     * @param items the first one first
     */
    public void learn(List<StockItem> items, long now) {
        learn(
                items.getFirst(),
                items.stream().filter(StockItem::sells).map(item -> item.key().shard()).toList(),
                now);
    }

    private void learn(StockItem first, List<Integer> stocked, long now) {
        if (first.shards() <= 1) {
            places.remove(first.key());
            return;
        }
        if (places.size() >= PLACES_MAX) {
            places.clear();
        }
        places.put(first.key(), new Known(first.shards(), first.openShards(), now, stocked));
    }

    private Optional<Known> known(ItemKey firstItem, long now) {
        return Optional.ofNullable(places.get(firstItem))
                .filter(known -> now - known.at() < LAYOUT_AGE_MAX.toNanos());
    }

    /** A number by which orders spread evenly, whatever their ids look like. */
    public static int mixed(OrderId order) {
        int hash = order.value().hashCode() * 0x9E3779B9;
        return (hash ^ (hash >>> 15)) >>> 2;
    }
}
