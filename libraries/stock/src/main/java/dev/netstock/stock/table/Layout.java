package dev.netstock.stock.table;

import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.limit.PurchaseLimit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many items a SKU has at a location, and how they are used. The first item stores it.
 *
 * @param shards how many items of general stock there have ever been: 0…shards−1. It only grows,
 *     and every sum covers all of them; 0 on other items
 * @param openShards over how many items units are spread and orders pick; 0 on other items
 * @param closing on the first item, the closing under which all others are or will be closed; on
 *     another item, the closing under which it is closed: it then sells nothing, and its returned
 *     units go to the first. A pool is closed once it has ended
 * @param pools the number of each channel's pool, from {@link ItemKey#POOLS_FROM}. It only grows;
 *     empty on other items
 * @param buffers units of the SKU at this location that a channel leaves alone, where they differ
 *     from the default of the location; empty on other items
 * @param categoryBuffers the same of the SKU's category, where {@code buffers} has none; the ledger
 *     sends them with supply. Empty on other items
 * @param rules how a channel's orders use its pool; a pool without a rule serves only orders that
 *     its channel has already promised. Empty on other items
 * @param limit how many units an order and a customer may hold; empty if it was never limited, and
 *     on other items
 */
public record Layout(
        int shards,
        int openShards,
        Optional<String> closing,
        Map<Channel, Integer> pools,
        Map<Channel, Integer> buffers,
        Map<Channel, Integer> categoryBuffers,
        Map<Channel, PoolRule> rules,
        Optional<PurchaseLimit> limit) {
    /** A SKU that is not split. */
    public static final Layout ONE = new Layout(1, 1, Optional.empty());

    /** The layout of an item that is not the first. */
    public static final Layout OF_OTHERS = new Layout(0, 0, Optional.empty());

    public Layout {
        pools = Map.copyOf(pools);
        buffers = Map.copyOf(buffers);
        categoryBuffers = Map.copyOf(categoryBuffers);
        rules = Map.copyOf(rules);
    }

    /** A layout without pools, buffers and limit. */
    public Layout(int shards, int openShards, Optional<String> closing) {
        this(shards, openShards, closing, Map.of(), Map.of(), Map.of(), Map.of(), Optional.empty());
    }

    public Layout withShards(int number) {
        return new Layout(
                number, openShards, closing, pools, buffers, categoryBuffers, rules, limit);
    }

    public Layout withOpenShards(int number) {
        return new Layout(shards, number, closing, pools, buffers, categoryBuffers, rules, limit);
    }

    public Layout withClosing(Optional<String> id) {
        return new Layout(shards, openShards, id, pools, buffers, categoryBuffers, rules, limit);
    }

    /** The layout with one more pool, if the channel has none yet. */
    public Layout withPool(Channel channel) {
        var more = new HashMap<>(pools);
        more.putIfAbsent(channel, ItemKey.POOLS_FROM + pools.size());
        return new Layout(
                shards, openShards, closing, more, buffers, categoryBuffers, rules, limit);
    }

    /** The layout with these buffers, and no others. */
    public Layout withBuffers(Map<Channel, Integer> all) {
        return new Layout(shards, openShards, closing, pools, all, categoryBuffers, rules, limit);
    }

    /** The layout with these buffers of the SKU's category, and no others. */
    public Layout withCategoryBuffers(Map<Channel, Integer> all) {
        return new Layout(shards, openShards, closing, pools, buffers, all, rules, limit);
    }

    /** The layout with a rule for a channel's pool; empty: its orders do not use it. */
    public Layout withRule(Channel channel, Optional<PoolRule> rule) {
        var more = new HashMap<>(rules);
        more.remove(channel);
        rule.ifPresent(some -> more.put(channel, some));
        return new Layout(
                shards, openShards, closing, pools, buffers, categoryBuffers, more, limit);
    }

    public Layout withLimit(PurchaseLimit other) {
        return new Layout(
                shards,
                openShards,
                closing,
                pools,
                buffers,
                categoryBuffers,
                rules,
                Optional.of(other));
    }

    /**
     * The buffer that the SKU, or else its category, has here for a channel; empty: the default of
     * the location.
     */
    public Optional<Integer> buffer(Channel channel) {
        return Optional.ofNullable(buffers.get(channel))
                .or(() -> Optional.ofNullable(categoryBuffers.get(channel)));
    }

    /** All buffers that differ from the default of the location. */
    public Map<Channel, Integer> allBuffers() {
        var all = new HashMap<>(categoryBuffers);
        all.putAll(buffers);
        return Map.copyOf(all);
    }

    /** How a channel's orders use its pool; empty if they do not. */
    public Optional<PoolRule> rule(Channel channel) {
        return Optional.ofNullable(rules.get(channel));
    }

    /** Whether some channel has terms of its own here. */
    public boolean hasTerms() {
        return !buffers.isEmpty() || !categoryBuffers.isEmpty() || !rules.isEmpty();
    }

    /** The number of a channel's pool; empty if it has none here. */
    public Optional<Integer> pool(Channel channel) {
        return Optional.ofNullable(pools.get(channel));
    }

    public boolean isClosing() {
        return closing.isPresent();
    }
}
