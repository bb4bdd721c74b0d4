package dev.netstock.stock.shard;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.StockItem;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The shards of hot SKUs, cached by an execution environment so that orders need no lookup. A stale
 * entry makes orders spread less evenly, or meet an empty item and read again. It also caches the
 * terms on which channels take units; a take from a first item verifies them. Thread-safe.
 *
 * <p>All times are readings of one monotonic clock, in nanoseconds.
 */
public final class ShardCache {
    /** How long orders may pick by the old layout after a split or merge. */
    public static final Duration LAYOUT_AGE_MAX = Duration.ofSeconds(5);

    /** How long orders avoid an item that was empty: units can come back, or be rebalanced. */
    public static final Duration STOCKED_AGE_MAX = Duration.ofMillis(500);

    /** The most entries. A sale has some hundred hot SKUs; a full cache is cleared. */
    private static final int PLACES_MAX = 10_000;

    private final Map<ItemKey, Known> places = new ConcurrentHashMap<>();
    private final Map<ItemKey, KnownTerms> terms = new ConcurrentHashMap<>();
    private final LimitCache limits = new LimitCache();

    private record KnownTerms(Layout layout, long at) {
        /** A take from a pool does not show the first item, which may have changed. */
        boolean isFresh(long now) {
            return layout.rules().isEmpty() || now - at < LAYOUT_AGE_MAX.toNanos();
        }
    }

    /**
     * @param stocked the shards that had units when all were read; empty if unknown
     */
    private record Known(int shards, int openShards, long at, List<Integer> stocked) {
        List<Integer> pickedFrom(long age) {
            return stocked.isEmpty() || age >= STOCKED_AGE_MAX.toNanos()
                    ? IntStream.range(0, openShards).boxed().toList()
                    : stocked;
        }
    }

    /**
     * The item from which an order should take; empty if the SKU is not cached.
     *
     * @param tries how many tries have failed before
     */
    public Optional<ItemKey> pick(ItemKey firstItem, OrderId order, int tries, long now) {
        return known(firstItem, now)
                .map(
                        known -> {
                            List<Integer> shards = known.pickedFrom(now - known.at());
                            int number = Math.floorMod(hash(order) + tries, shards.size());
                            return firstItem.shard(shards.get(number));
                        });
    }

    /** The number of shards; 1 if the SKU is not cached. */
    public int shards(ItemKey firstItem, long now) {
        return known(firstItem, now).map(Known::shards).orElse(1);
    }

    /**
     * The layout by which a take is sent: as the first item had it, or one without terms of its
     * own. A layout with rules of pools is known for {@link #LAYOUT_AGE_MAX}.
     */
    public Layout layout(ItemKey firstItem, long now) {
        return Optional.ofNullable(terms.get(firstItem))
                .filter(known -> known.isFresh(now))
                .map(KnownTerms::layout)
                .orElse(Layout.ONE);
    }

    /** Caches the layout that a first item holds. */
    public void learn(StockItem first, long now) {
        learn(first, List.of(), now);
    }

    /**
     * Caches the layout, and which shards have units.
     *
     * @param items all items of a SKU at a location, the first one first
     */
    public void learn(List<StockItem> items, long now) {
        learn(
                items.getFirst(),
                items.stream().filter(StockItem::sells).map(item -> item.key().shard()).toList(),
                now);
    }

    /** The purchase limits of the first items from which this cache has learned. */
    public LimitCache limits() {
        return limits;
    }

    private void learn(StockItem first, List<Integer> stocked, long now) {
        limits.learn(first);
        if (first.layout().hasTerms()) {
            if (terms.size() >= PLACES_MAX) {
                terms.clear();
            }
            terms.put(first.key(), new KnownTerms(first.layout(), now));
        } else {
            terms.remove(first.key());
        }
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

    /** A hash of the order id that spreads orders evenly over shards. */
    public static int hash(OrderId order) {
        int hash = order.value().hashCode() * 0x9E3779B9;
        return (hash ^ (hash >>> 15)) >>> 2;
    }
}
