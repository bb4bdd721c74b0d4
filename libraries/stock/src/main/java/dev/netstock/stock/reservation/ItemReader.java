package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.shard.ShardCache;
import dev.netstock.stock.shard.Shards;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.Terms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads the items that may serve an order, strongly consistent. Thread-safe. */
final class ItemReader {
    /** The most items of one move beside the first: small transactions conflict less. */
    private static final int GATHERED_FROM_MAX = 11;

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
     * @param sourcing on whose terms the units may be taken; empty: all of general stock
     * @return empty if the order has rows that the attempt did not expect
     */
    Optional<ItemSnapshot> read(
            Collection<ItemKey> firstItems,
            Optional<Sourcing> sourcing,
            Attempt attempt,
            Call call) {
        if (!attempt.isBlind()) {
            return Optional.of(read(firstItems, sourcing, call));
        }
        var isSuperseded = new AtomicBoolean();
        var snapshot = new AtomicReference<Supplier<ItemSnapshot>>();
        parallel.both(
                () -> isSuperseded.set(attempt.isSuperseded(call)),
                () -> snapshot.set(readOrFailLater(firstItems, sourcing, call)));
        return isSuperseded.get() ? Optional.empty() : Optional.of(snapshot.get().get());
    }

    /** The order's rows may hold the answer, even if the items cannot be read. */
    private Supplier<ItemSnapshot> readOrFailLater(
            Collection<ItemKey> firstItems, Optional<Sourcing> sourcing, Call call) {
        try {
            ItemSnapshot snapshot = read(firstItems, sourcing, call);
            return () -> snapshot;
        } catch (RetryLaterException e) {
            return () -> {
                throw e;
            };
        }
    }

    private ItemSnapshot read(
            Collection<ItemKey> firstItems, Optional<Sourcing> sourcing, Call call) {
        long now = call.deadline().now();
        Map<ItemKey, List<StockItem>> items =
                shards.totals().itemsOf(firstItems, item -> cache.shards(item, now), call);
        items.values().forEach(ofPlace -> cache.learn(ofPlace, now));
        return new ItemSnapshot(
                items,
                sourcing.map(it -> pools(items.values(), it.seller().channel(), call))
                        .orElse(Map.of()),
                sourcing,
                now);
    }

    /**
     * The channel's pools that its orders use: those with a rule that are not closed. They are read
     * after the first items, which name them.
     */
    private Map<ItemKey, StockItem> pools(
            Collection<List<StockItem>> items, Channel channel, Call call) {
        List<ItemKey> keys =
                items.stream()
                        .map(List::getFirst)
                        .filter(first -> first.layout().rule(channel).isPresent())
                        .flatMap(first -> first.pool(channel).stream())
                        .toList();
        return shards.totals().read(keys, call).stream()
                .filter(pool -> !pool.layout().isClosing())
                .collect(Collectors.toMap(pool -> pool.key().first(), Function.identity()));
    }

    /** The terms that a first item has for the seller. */
    static Terms termsOf(Sourcing sourcing, Location location, Layout layout) {
        return Terms.of(layout, sourcing.seller().channel(), sourcing.buffer(location));
    }

    /**
     * What to take of one item without reading: of the seller's pool, or on the terms that this
     * environment knows of general stock.
     */
    ItemUnits expected(ItemUnits wanted, Sourcing sourcing, Call call) {
        Layout layout = cache.layout(wanted.item(), call.deadline().now());
        Terms terms = termsOf(sourcing, wanted.item().location(), layout);
        return layout.pool(terms.channel())
                .filter(_ -> terms.rule().isPresent())
                .map(number -> new ItemUnits(wanted.item().shard(number), wanted.units()))
                .orElseGet(
                        () ->
                                new ItemUnits(
                                        wanted.item(), wanted.units(), false, Optional.of(terms)));
    }

    /**
     * Collects units of a split SKU on its first item, because no item has enough beside the
     * seller's buffer though all together have. One move; if others were faster, it moves nothing.
     */
    void gather(ItemSnapshot snapshot, List<ItemUnits> places, Call call) {
        for (ItemUnits place : places) {
            List<StockItem> items = snapshot.at(place.item());
            if (items.size() > 1
                    && snapshot.buffer(place.item()) > 0
                    && snapshot.hasGeneralStock(place.item())
                    && !items.getFirst().layout().isClosing()) {
                long pooled =
                        snapshot.pool(place.item())
                                .map(pool -> Math.max(0, pool.available()))
                                .orElse(0L);
                long needed =
                        Math.max(0, place.units() - pooled)
                                + snapshot.buffer(place.item())
                                - items.getFirst().available();
                gather(items, needed, call);
            }
        }
    }

    private void gather(List<StockItem> items, long units, Call call) {
        long open = units;
        var lines = new ArrayList<DeltaLine>();
        for (StockItem item :
                items.stream()
                        .skip(1)
                        .sorted(Comparator.comparingLong(StockItem::available).reversed())
                        .limit(GATHERED_FROM_MAX)
                        .toList()) {
            long part = Math.min(open, item.available());
            if (part > 0) {
                lines.add(new DeltaLine(item.key(), -part, 0));
                open -= part;
            }
        }
        if (!lines.isEmpty()) {
            lines.add(new DeltaLine(items.getFirst().key(), units - open, 0));
            boolean _ = shards.moves().move(lines, call);
        }
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
