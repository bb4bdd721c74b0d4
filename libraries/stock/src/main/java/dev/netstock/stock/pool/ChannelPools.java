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
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Sets units of general stock aside for a channel, and returns them. Only orders of that channel
 * take from its pool. Each move is one transaction under an id of the caller: repeating it moves
 * nothing again. Thread-safe.
 */
public final class ChannelPools {
    /** The most items of one move: small transactions conflict less. */
    private static final int LINES_MAX = 24;

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

        /** The SKU does not exist at these locations. */
        record UnknownItem() implements Result {}
    }

    /**
     * Moves units of one SKU from general stock to a channel's pools, as many as general stock has.
     *
     * @param places the first items of the SKU, in the order in which locations give their units
     * @param units the most units to move, 1 or more
     * @param id the id of the move, new for each intention
     * @throws dev.netstock.platform.call.RetryLaterException if the tables did not answer within
     *     the call's deadline; repeat it under the same id then
     */
    public Result setAside(
            List<ItemKey> places, Channel channel, long units, String id, Call call) {
        return move(
                places,
                id,
                stocked -> toPools(stocked, channel, units, call),
                stocked -> reopen(stocked, channel, call),
                call);
    }

    /**
     * As {@link #setAside}, for a pool of the channel's own orders: one that another process has
     * ended meanwhile stays closed, and gets no units.
     */
    Result setAsideWhileOpen(ItemKey place, Channel channel, long units, String id, Call call) {
        return move(
                List.of(place),
                id,
                stocked -> toPools(stocked, channel, units, call),
                _ -> {},
                call);
    }

    /**
     * Moves units of one SKU from a channel's pools back to general stock, as many as the pools
     * have.
     *
     * @param places the first items of the SKU, in the order in which locations get their units
     *     back
     * @param units the most units to move, 1 or more
     * @param id the id of the move, new for each intention
     * @throws dev.netstock.platform.call.RetryLaterException if the tables did not answer within
     *     the call's deadline; repeat it under the same id then
     */
    public Result giveBack(
            List<ItemKey> places, Channel channel, long units, String id, Call call) {
        return move(
                places,
                id,
                stocked -> Optional.of(toGeneralStock(stocked, channel, units, call)),
                _ -> {},
                call);
    }

    /**
     * Moves what is planned on fresh levels, until the move happens or there is nothing to move.
     *
     * @param plan the lines of the move; empty if the items must be read again
     * @param refused what to do after a move was refused
     */
    private Result move(
            List<ItemKey> places,
            String id,
            Function<List<List<StockItem>>, Optional<List<DeltaLine>>> plan,
            Consumer<List<List<StockItem>>> refused,
            Call call) {
        for (int rounds = 1; ; rounds++) {
            List<List<StockItem>> stocked = read(places, call);
            if (stocked.isEmpty()) {
                return new Result.UnknownItem();
            }
            Optional<List<DeltaLine>> lines = plan.apply(stocked);
            if (lines.isPresent()
                    && (lines.get().isEmpty() || shards.moves().move(id, lines.get(), call))) {
                return moved(id, call);
            }
            refused.accept(stocked);
            shards.tables().pauseAfter(rounds, call);
        }
    }

    /** The items of general stock of each place that has the SKU, in the order of the places. */
    private List<List<StockItem>> read(List<ItemKey> places, Call call) {
        Map<ItemKey, List<StockItem>> items = shards.totals().itemsOf(places, _ -> 1, call);
        return places.stream()
                .flatMap(place -> Optional.ofNullable(items.get(place)).stream())
                .toList();
    }

    /** Empty if another process changed a first item. */
    private Optional<List<DeltaLine>> toPools(
            List<List<StockItem>> stocked, Channel channel, long units, Call call) {
        long open = units;
        var lines = new ArrayList<DeltaLine>();
        for (List<StockItem> items : stocked) {
            List<DeltaLine> from = fromFullest(items, open, LINES_MAX - 1 - lines.size());
            if (!from.isEmpty()) {
                Optional<ItemKey> pool = name(items.getFirst(), channel, call);
                if (pool.isEmpty()) {
                    return Optional.empty();
                }
                long part = -from.stream().mapToLong(DeltaLine::units).sum();
                lines.addAll(from);
                lines.add(new DeltaLine(pool.get(), part, 0));
                open -= part;
            }
        }
        return Optional.of(lines);
    }

    /** Takes from as few items as possible. */
    private static List<DeltaLine> fromFullest(List<StockItem> items, long units, int linesMax) {
        long open = units;
        var lines = new ArrayList<DeltaLine>();
        for (StockItem item :
                items.stream()
                        .sorted(Comparator.comparingLong(StockItem::available).reversed())
                        .limit(Math.max(0, linesMax))
                        .toList()) {
            long part = Math.min(open, item.available());
            if (part > 0) {
                lines.add(new DeltaLine(item.key(), -part, 0));
                open -= part;
            }
        }
        return lines;
    }

    private List<DeltaLine> toGeneralStock(
            List<List<StockItem>> stocked, Channel channel, long units, Call call) {
        List<ItemKey> keys =
                stocked.stream()
                        .map(List::getFirst)
                        .flatMap(first -> first.pool(channel).stream())
                        .toList();
        Map<ItemKey, Long> pooled =
                shards.totals().read(keys, call).stream()
                        .collect(Collectors.toMap(StockItem::key, StockItem::available));
        long open = units;
        var lines = new ArrayList<DeltaLine>();
        for (ItemKey pool : keys) {
            long part = Math.min(open, pooled.getOrDefault(pool, 0L));
            if (part > 0 && lines.size() + 2 <= LINES_MAX) {
                lines.add(new DeltaLine(pool, -part, 0));
                lines.add(new DeltaLine(pool.first(), part, 0));
                open -= part;
            }
        }
        return lines;
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

    /**
     * Opens pools that are closed: the channel had pools of its own, which have ended, before a
     * mall sync began to manage them.
     */
    private void reopen(List<List<StockItem>> stocked, Channel channel, Call call) {
        List<ItemKey> pools =
                stocked.stream()
                        .map(List::getFirst)
                        .filter(first -> first.layout().rule(channel).isEmpty())
                        .flatMap(first -> first.pool(channel).stream())
                        .toList();
        shards.totals().read(pools, call).stream()
                .filter(pool -> pool.layout().isClosing())
                .forEach(
                        pool -> {
                            var _ = setLayout(pool.key(), pool.layout(), Layout.OF_OTHERS, call);
                        });
    }

    /** The first item names a pool before the pool gets units, so that no sum misses them. */
    Optional<ItemKey> name(StockItem first, Channel channel, Call call) {
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

    /** The units that the move with this id moved; its row is the proof. */
    private Result moved(String id, Call call) {
        return new Result.Moved(
                shards.tables().deltas(Cause.move(id), call).stream()
                        .map(Delta::lines)
                        .flatMap(List::stream)
                        .mapToLong(line -> Math.max(0, line.units()))
                        .sum());
    }
}
