package dev.netstock.stock.pool;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.pool.ChannelPools.Result;
import dev.netstock.stock.shard.Shards;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.PoolRule;
import dev.netstock.stock.table.StockItem;

import java.util.List;
import java.util.Optional;

/**
 * Opens pools that a channel's own orders take from, and ends them. Each command consists of steps
 * that can be killed anywhere, and repeated: a move of units has a row under an id, and closing a
 * pool has a name. Thread-safe.
 *
 * <p>A pool that ends loses its rule, and then is <em>closed</em>: it sells nothing, receives
 * nothing, and units that are given back to it are forwarded to the first item of general stock in
 * the same transaction. Then its units move there as well. So nothing has to watch it afterwards.
 */
public final class OwnPools {
    private final Shards shards;
    private final ChannelPools pools;

    /**
     * @param shards what is done with the items
     */
    public OwnPools(Shards shards) {
        this.shards = shards;
        this.pools = new ChannelPools(shards);
    }

    /**
     * Opens a pool, and sets units aside: as many as general stock has, up to the number asked for.
     * The rule comes last, so the channel's orders are not refused while the pool is filled.
     *
     * @param units units to set aside, 0 or more
     * @param id the id of the move, new for each intention
     * @return {@link Result.Moved} with the units that the move with this id set aside, now or
     *     before
     * @throws dev.netstock.platform.call.RetryLaterException if the tables did not answer within
     *     the call's deadline; repeat it under the same id then
     */
    public Result open(
            ItemKey place, Channel channel, PoolRule rule, long units, String id, Call call) {
        for (int rounds = 1; ; rounds++) {
            Optional<StockItem> first = read(place, call);
            if (first.isEmpty()) {
                return new Result.UnknownItem();
            }
            Optional<ItemKey> pool = pools.name(first.get(), channel, call);
            if (pool.isPresent() && isOpen(pool.get(), call)) {
                break;
            }
            shards.tables().pauseAfter(rounds, call);
        }
        Result moved =
                units == 0
                        ? new Result.Moved(0)
                        : pools.setAsideWhileOpen(place, channel, units, id, call);
        rule(place, channel, Optional.of(rule), call);
        return moved;
    }

    /**
     * Ends a pool: closes it, and moves its units to general stock. A pool that is oversold keeps
     * its debt until it opens again. Ending an ended pool changes nothing.
     *
     * @param id the name of the closing, new for each intention
     * @return units that this call moved
     * @throws dev.netstock.platform.call.RetryLaterException if the tables did not answer within
     *     the call's deadline; repeat it then
     */
    public long end(ItemKey place, Channel channel, String id, Call call) {
        Optional<ItemKey> pool = read(place, call).flatMap(first -> first.pool(channel));
        if (pool.isEmpty()) {
            return 0;
        }
        rule(place, channel, Optional.empty(), call);
        for (int rounds = 1; !isClosed(pool.get(), id, call); rounds++) {
            shards.tables().pauseAfter(rounds, call);
        }
        return drain(pool.get(), call);
    }

    /** What a pool has now; empty if the channel has none there. */
    public Optional<StockItem> pool(ItemKey place, Channel channel, Call call) {
        return read(place, call)
                .flatMap(first -> first.pool(channel))
                .flatMap(pool -> read(pool, call));
    }

    private boolean isOpen(ItemKey pool, Call call) {
        Optional<StockItem> item = read(pool, call);
        Layout layout = item.map(StockItem::layout).orElse(Layout.OF_OTHERS);
        boolean isOpen = item.isPresent() && !layout.isClosing();
        return isOpen || set(pool, layout, Layout.OF_OTHERS, call).isPresent();
    }

    private boolean isClosed(ItemKey pool, String id, Call call) {
        Layout layout = read(pool, call).map(StockItem::layout).orElse(Layout.OF_OTHERS);
        return layout.isClosing()
                || set(pool, layout, layout.withClosing(Optional.of(id)), call).isPresent();
    }

    /** Each move takes what is left, so it does not matter how often it is repeated. */
    private long drain(ItemKey pool, Call call) {
        long moved = 0;
        for (int rounds = 1; ; rounds++) {
            long left = read(pool, call).map(StockItem::available).orElse(0L);
            if (left <= 0) {
                return moved;
            }
            List<DeltaLine> lines =
                    List.of(new DeltaLine(pool, -left, 0), new DeltaLine(pool.first(), left, 0));
            if (shards.moves().move(lines, call)) {
                moved += left;
            } else {
                shards.tables().pauseAfter(rounds, call);
            }
        }
    }

    private void rule(ItemKey place, Channel channel, Optional<PoolRule> rule, Call call) {
        for (int rounds = 1; ; rounds++) {
            Layout layout = read(place, call).orElseThrow().layout();
            if (layout.rule(channel).equals(rule)
                    || set(place, layout, layout.withRule(channel, rule), call).isPresent()) {
                return;
            }
            shards.tables().pauseAfter(rounds, call);
        }
    }

    private Optional<StockItem> set(ItemKey item, Layout expected, Layout next, Call call) {
        return shards.tables().setLayout(item, expected, next, shards.moves().newAttempt(), call);
    }

    private Optional<StockItem> read(ItemKey item, Call call) {
        return Optional.ofNullable(
                shards.tables().items(List.of(item), Consistency.STRONG, call).get(item));
    }
}
