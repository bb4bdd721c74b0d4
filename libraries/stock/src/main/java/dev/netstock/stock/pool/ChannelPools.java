package dev.netstock.stock.pool;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.shard.Shards;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.StockItem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sets units of general stock aside for a channel, and returns them. Only orders of that channel
 * take from its pool. Each move is one transaction under an id of the caller: repeating it moves
 * nothing again. Thread-safe.
 */
public final class ChannelPools {
    /**
     * The most items of general stock that one move takes from: small transactions conflict less.
     */
    private static final int ITEMS_MAX = 11;

    private final Shards shards;

    /**
     * @param shards what is done with the items
     */
    public ChannelPools(Shards shards) {
        this.shards = shards;
    }

    /** The result of a move. */
    public sealed interface Result {
        /**
         * @param units units that the move with this id moved, now or before; fewer than asked for
         *     if there were fewer, 0 if there were none
         */
        record Moved(long units) implements Result {}

        /** The SKU does not exist at the location. */
        record UnknownItem() implements Result {}
    }

    /**
     * Moves units from general stock to a channel's pool, as many as general stock has.
     *
     * @param firstItem the SKU and location
     * @param units the most units to move, 1 or more
     * @param id the id of the move, new for each intention
     * @throws dev.netstock.platform.call.RetryLaterException if the tables did not answer within
     *     the call's deadline; repeat it under the same id then
     */
    public Result setAside(ItemKey firstItem, Channel channel, long units, String id, Call call) {
        for (int rounds = 1; ; rounds++) {
            List<StockItem> items = shards.totals().items(firstItem, call);
            if (items.isEmpty()) {
                return new Result.UnknownItem();
            }
            Optional<ItemKey> pool = name(items.getFirst(), channel, call);
            if (pool.isPresent()) {
                List<DeltaLine> lines = toPool(items, pool.get(), units);
                if (lines.isEmpty() || shards.moves().move(id, lines, call)) {
                    return moved(id, pool.get(), call);
                }
            }
            shards.tables().pauseAfter(rounds, call);
        }
    }

    /**
     * Moves units from a channel's pool back to general stock, as many as the pool has.
     *
     * @param firstItem the SKU and location
     * @param units the most units to move, 1 or more
     * @param id the id of the move, new for each intention
     * @throws dev.netstock.platform.call.RetryLaterException if the tables did not answer within
     *     the call's deadline; repeat it under the same id then
     */
    public Result giveBack(ItemKey firstItem, Channel channel, long units, String id, Call call) {
        for (int rounds = 1; ; rounds++) {
            Optional<StockItem> first = item(firstItem, call);
            if (first.isEmpty()) {
                return new Result.UnknownItem();
            }
            Optional<ItemKey> known = first.get().layout().pool(channel).map(firstItem::shard);
            if (known.isEmpty()) {
                return new Result.Moved(0);
            }
            ItemKey pool = known.get();
            long available = item(pool, call).map(StockItem::available).orElse(0L);
            long part = Math.min(units, available);
            if (part <= 0) {
                return moved(id, pool, call);
            }
            var lines = List.of(new DeltaLine(pool, -part, 0), new DeltaLine(firstItem, part, 0));
            if (shards.moves().move(id, lines, call)) {
                return moved(id, pool, call);
            }
            shards.tables().pauseAfter(rounds, call);
        }
    }

    /**
     * Creates a channel's pool, so that an order can take from one that never had units. Repeating
     * it has no further effect.
     *
     * @return empty if another process changed the first item: read it again
     * @throws dev.netstock.platform.call.RetryLaterException if the tables did not answer within
     *     the call's deadline
     */
    public Optional<ItemKey> create(StockItem first, Channel channel, Call call) {
        return name(first, channel, call)
                .filter(
                        pool ->
                                setLayout(pool, Layout.OF_OTHERS, Layout.OF_OTHERS, call)
                                        .isPresent());
    }

    /** The first item names a pool before the pool gets units, so that no sum misses them. */
    private Optional<ItemKey> name(StockItem first, Channel channel, Call call) {
        Layout layout = first.layout();
        Layout next = layout.withPool(channel);
        Optional<ItemKey> pool = next.pool(channel).map(first.key()::shard);
        return next.equals(layout) || setLayout(first.key(), layout, next, call).isPresent()
                ? pool
                : Optional.empty();
    }

    private Optional<StockItem> setLayout(ItemKey item, Layout expected, Layout next, Call call) {
        String attempt = shards.moves().newAttempt();
        return shards.tables().setLayout(item, expected, next, attempt, call);
    }

    private Optional<StockItem> item(ItemKey key, Call call) {
        return shards.totals().read(List.of(key), call).stream().findFirst();
    }

    /** The units that the move with this id moved; its row is the proof. */
    private Result moved(String id, ItemKey pool, Call call) {
        return new Result.Moved(
                shards.tables().deltas(Cause.move(id), call).stream()
                        .map(Delta::lines)
                        .flatMap(List::stream)
                        .filter(line -> line.item().equals(pool))
                        .mapToLong(line -> Math.abs(line.units()))
                        .sum());
    }

    /** Takes from as few items as possible. */
    private static List<DeltaLine> toPool(List<StockItem> items, ItemKey pool, long units) {
        long open = units;
        var lines = new ArrayList<DeltaLine>();
        for (StockItem item :
                items.stream()
                        .sorted(Comparator.comparingLong(StockItem::available).reversed())
                        .limit(ITEMS_MAX)
                        .toList()) {
            long part = Math.min(open, item.available());
            if (part > 0) {
                lines.add(new DeltaLine(item.key(), -part, 0));
                open -= part;
            }
        }
        if (open < units) {
            lines.add(new DeltaLine(pool, units - open, 0));
        }
        return lines;
    }
}
