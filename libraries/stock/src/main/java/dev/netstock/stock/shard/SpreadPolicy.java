package dev.netstock.stock.shard;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.DeltaLine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Plans moves that spread a SKU's units evenly over its open shards.
 *
 * @param firstItem the first item
 * @param openShards the number of shards to spread units over
 * @param available units of each item that exists
 */
record SpreadPolicy(ItemKey firstItem, int openShards, Map<ItemKey, Long> available) {
    /**
     * Few items per transaction: it blocks each of them for orders and returns meanwhile, and a
     * conflict on one item cancels all.
     */
    static final int LINES_MAX = 12;

    SpreadPolicy {
        available = Map.copyOf(available);
    }

    /**
     * The moves, one transaction each; none if retired shards are empty and each open one has at
     * least half of its share. A stricter rule would move units all the time.
     */
    List<List<DeltaLine>> moves() {
        return sum() <= 0 || isSpread() ? List.of() : cut();
    }

    private boolean isSpread() {
        return available.entrySet().stream()
                        .allMatch(item -> isOpen(item.getKey()) || item.getValue() <= 0)
                && IntStream.range(0, openShards)
                        .allMatch(shard -> units(item(shard)) >= share(shard) / 2);
    }

    /** Pairs shards that have too many units with shards that have too few. */
    private List<List<DeltaLine>> cut() {
        Deque<Map.Entry<ItemKey, Long>> from = new ArrayDeque<>(surpluses());
        var moves = new ArrayList<Map<ItemKey, Long>>();
        var move = new LinkedHashMap<ItemKey, Long>();
        for (Map.Entry<ItemKey, Long> to : needs()) {
            long open = to.getValue();
            while (open > 0) {
                if (move.size() + 2 > LINES_MAX) {
                    moves.add(move);
                    move = new LinkedHashMap<>();
                }
                Map.Entry<ItemKey, Long> source = from.removeFirst();
                long units = Math.min(open, source.getValue());
                move.merge(source.getKey(), -units, Long::sum);
                move.merge(to.getKey(), units, Long::sum);
                open -= units;
                if (units < source.getValue()) {
                    from.addFirst(Map.entry(source.getKey(), source.getValue() - units));
                }
            }
        }
        moves.add(move);
        return moves.stream().map(SpreadPolicy::lines).toList();
    }

    private List<Map.Entry<ItemKey, Long>> surpluses() {
        return available.keySet().stream()
                .sorted()
                .map(item -> Map.entry(item, units(item) - target(item)))
                .filter(item -> item.getValue() > 0)
                .toList();
    }

    /** How many units each open shard lacks; 0 or less if it has enough. */
    private List<Map.Entry<ItemKey, Long>> needs() {
        return IntStream.range(0, openShards)
                .mapToObj(shard -> Map.entry(item(shard), share(shard) - units(item(shard))))
                .toList();
    }

    private static List<DeltaLine> lines(Map<ItemKey, Long> move) {
        return move.entrySet().stream()
                .map(line -> new DeltaLine(line.getKey(), line.getValue(), 0))
                .toList();
    }

    private long target(ItemKey item) {
        return isOpen(item) ? share(item.shard()) : 0;
    }

    private long share(int shard) {
        return sum() / openShards + (shard < sum() % openShards ? 1 : 0);
    }

    private long sum() {
        return available.values().stream().mapToLong(Long::longValue).sum();
    }

    private long units(ItemKey item) {
        return available.getOrDefault(item, 0L);
    }

    private boolean isOpen(ItemKey item) {
        return item.shard() < openShards;
    }

    private ItemKey item(int shard) {
        return firstItem.shard(shard);
    }
}
