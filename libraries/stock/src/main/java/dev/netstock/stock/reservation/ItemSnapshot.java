package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.shard.SoldOutCache.Evidence;
import dev.netstock.stock.table.PoolRule;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.Terms;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One reading of the items that may serve an order. Each item was read at its own moment.
 *
 * @param places the items of general stock by first item, the first one first; items that do not
 *     exist are missing
 * @param pools the seller's open pools by first item, where its orders use them
 * @param sourcing on whose terms the units may be taken; empty: all of general stock
 * @param beganAt when the reading began, by the call's clock, in nanoseconds
 */
record ItemSnapshot(
        Map<ItemKey, List<StockItem>> places,
        Map<ItemKey, StockItem> pools,
        Optional<Sourcing> sourcing,
        long beganAt) {
    ItemSnapshot {
        places = Map.copyOf(places);
        pools = Map.copyOf(pools);
    }

    /** A reading of general stock, all of which may be taken. */
    ItemSnapshot(Map<ItemKey, List<StockItem>> places, long beganAt) {
        this(places, Map.of(), Optional.empty(), beganAt);
    }

    /** Units that may be taken, by first item, summed over the shards and the pool. */
    Map<ItemKey, Long> available() {
        var available = new HashMap<ItemKey, Long>();
        places.keySet().forEach(place -> available.put(place, available(place)));
        return available;
    }

    List<StockItem> at(ItemKey place) {
        return places.getOrDefault(place, List.of());
    }

    /** The seller's pool at a place; empty if its orders do not use one there. */
    Optional<StockItem> pool(ItemKey place) {
        return Optional.ofNullable(pools.get(place));
    }

    /** The terms on which general stock of a place may be taken; empty: there are none. */
    Optional<Terms> terms(ItemKey place) {
        return sourcing.flatMap(
                it ->
                        at(place).stream()
                                .findFirst()
                                .map(
                                        first ->
                                                ItemReader.termsOf(
                                                        it, place.location(), first.layout())));
    }

    /**
     * Whether the seller's orders take from general stock of a place. What the first item says
     * counts, also while the pool is closed: before an order takes, the pool may open.
     */
    boolean hasGeneralStock(ItemKey place) {
        return !terms(place).flatMap(Terms::rule).equals(Optional.of(PoolRule.OWN_ONLY));
    }

    /** The units that the seller leaves alone at a place. */
    long buffer(ItemKey place) {
        return terms(place).map(Terms::buffer).orElse(0L);
    }

    boolean hasRival(Attempt attempt) {
        return Stream.concat(
                        places.values().stream().flatMap(List::stream), pools.values().stream())
                .anyMatch(attempt::hasRivalOn);
    }

    /** What this reading found at these places. It is a proof only if no item changed meanwhile. */
    Evidence evidence(Collection<ItemKey> candidates) {
        var versions = new HashMap<ItemKey, Long>();
        long available = 0;
        for (ItemKey place : candidates) {
            items(place).forEach(item -> versions.put(item.key(), item.version()));
            available += Math.max(0, available(place));
        }
        return new Evidence(available, versions, beganAt);
    }

    /** Whether all candidates were read at one moment, because there is only one item. */
    boolean isSingleItem(Collection<ItemKey> candidates) {
        return candidates.size() == 1 && candidates.stream().noneMatch(this::hasSeveralItems);
    }

    private boolean hasSeveralItems(ItemKey place) {
        return pool(place).isPresent() || at(place).stream().anyMatch(StockItem::isSplit);
    }

    /** The items whose units may be taken. */
    private Stream<StockItem> items(ItemKey place) {
        return Stream.concat(
                pool(place).stream(), hasGeneralStock(place) ? at(place).stream() : Stream.of());
    }

    private long available(ItemKey place) {
        long ofPool = pool(place).map(pool -> Math.max(0, pool.available())).orElse(0L);
        if (!hasGeneralStock(place)) {
            return ofPool;
        }
        long general = at(place).stream().mapToLong(StockItem::available).sum() - buffer(place);
        return pool(place).isPresent() ? ofPool + Math.max(0, general) : general;
    }
}
