package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.shard.ShardCache;
import dev.netstock.stock.shard.Shards;
import dev.netstock.stock.table.StockItem;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Reads the items that may serve an order, strongly consistent. Thread-safe. */
final class ItemReader {
    private final Shards shards;
    private final ShardCache cache;
    private final Parallel parallel;

    /**
     * @param shards reads and reopens shards
     * @param cache how many shards each SKU has
     * @param parallel reads an order beside its items
     */
    ItemReader(Shards shards, ShardCache cache, Parallel parallel) {
        this.shards = shards;
        this.cache = cache;
        this.parallel = parallel;
    }

    /** Whether the SKU has several items, as far as this environment knows. */
    boolean isKnownAsSplit(ItemKey first, Call call) {
        return cache.shards(first, call.deadline().now()) > 1;
    }

    /**
     * Reads all items of these SKUs and locations, with one request if the number of shards is
     * known; and beside them, if the attempt is blind, the rows of its order.
     *
     * @param firstItems the first item of each
     * @return empty if the order has rows that the attempt did not expect
     */
    Optional<ItemSnapshot> read(Collection<ItemKey> firstItems, Attempt attempt, Call call) {
        if (!attempt.isBlind()) {
            return Optional.of(read(firstItems, call));
        }
        var isSuperseded = new AtomicBoolean();
        var snapshot = new AtomicReference<Supplier<ItemSnapshot>>();
        parallel.both(
                () -> isSuperseded.set(attempt.isSuperseded(call)),
                () -> snapshot.set(readOrFailLater(firstItems, call)));
        return isSuperseded.get() ? Optional.empty() : Optional.of(snapshot.get().get());
    }

    /** The order's rows may hold the answer, even if the items cannot be read. */
    private Supplier<ItemSnapshot> readOrFailLater(Collection<ItemKey> firstItems, Call call) {
        try {
            ItemSnapshot snapshot = read(firstItems, call);
            return () -> snapshot;
        } catch (RetryLaterException e) {
            return () -> {
                throw e;
            };
        }
    }

    private ItemSnapshot read(Collection<ItemKey> firstItems, Call call) {
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
