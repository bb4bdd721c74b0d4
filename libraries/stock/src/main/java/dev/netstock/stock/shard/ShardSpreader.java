package dev.netstock.stock.shard;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.StockItem;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Splits, merges and rebalances a SKU: spreads its units evenly over its open shards while orders
 * run. Orders can work with the state after each request, so a spread can be killed at any point
 * and called again. Thread-safe.
 */
public final class ShardSpreader {
    private final Shards shards;

    ShardSpreader(Shards shards) {
        this.shards = shards;
    }

    /**
     * Spreads units over the given number of shards: splits if there are more than before, merges
     * if there are fewer, otherwise rebalances. It collects units from retired shards.
     *
     * <p>New shards are counted before they get units, and get units before orders pick from them.
     * They get units once: on a hot SKU, orders drain the old shards faster than rounds end. In a
     * merge, orders pick from fewer shards before units leave the others.
     *
     * <p>While the SKU is in debt, it does nothing: every returned unit is owed.
     *
     * @param firstItem the SKU and location
     * @param openShards the number of shards, 1–{@link ShardLimits#MAX}
     * @throws dev.netstock.platform.call.RetryLaterException if it did not end within the call's
     *     deadline; the same call continues where this one ended
     */
    public SpreadResult spread(ItemKey firstItem, int openShards, Call call) {
        if (openShards < 1 || openShards > ShardLimits.MAX) {
            throw new IllegalArgumentException("Units are spread over 1-200 items");
        }
        long moved = 0;
        for (int rounds = 1; ; rounds++) {
            List<StockItem> items = shards.totals().items(firstItem, call);
            if (items.isEmpty()) {
                return new SpreadResult.UnknownItem();
            }
            Round round = round(items, openShards, call);
            moved += round.moved();
            if (round.isLast()) {
                return new SpreadResult.Spread(items.getFirst().openShards(), moved);
            }
            if (round.isDisturbed()) {
                shards.tables().pauseAfter(rounds, call);
            }
        }
    }

    /**
     * The result of one round.
     *
     * @param isLast whether the units were already spread
     * @param isDisturbed whether another process was faster
     */
    private record Round(long moved, boolean isLast, boolean isDisturbed) {
        static final Round LAST = new Round(0, true, false);

        static Round changed(boolean done) {
            return new Round(0, false, !done);
        }
    }

    private Round round(List<StockItem> items, int openShards, Call call) {
        StockItem first = items.getFirst();
        Layout layout = first.layout();
        if (shards.reopening().isDue(items)) {
            return Round.changed(shards.reopening().reopen(items, call));
        }
        if (layout.isClosing()) {
            return Round.LAST;
        }
        if (layout.shards() < openShards) {
            return changed(first, layout.withShards(openShards), call);
        }
        if (openShards < layout.openShards()) {
            return changed(first, layout.withOpenShards(openShards), call);
        }
        List<List<DeltaLine>> moves = moves(items, openShards);
        if (layout.openShards() == openShards) {
            return moves.isEmpty() ? Round.LAST : move(moves, call);
        }
        Round moving = move(moves, call);
        if (!moves.isEmpty() && moving.moved() == 0) {
            return moving;
        }
        Round opening = changed(first, layout.withOpenShards(openShards), call);
        return new Round(moving.moved(), false, moving.isDisturbed() || opening.isDisturbed());
    }

    private static List<List<DeltaLine>> moves(List<StockItem> items, int openShards) {
        Map<ItemKey, Long> available =
                items.stream().collect(Collectors.toMap(StockItem::key, StockItem::available));
        return new SpreadPolicy(items.getFirst().key(), openShards, available).moves();
    }

    private Round changed(StockItem first, Layout next, Call call) {
        String attempt = shards.moves().newAttempt();
        Optional<StockItem> changed =
                shards.tables().setLayout(first.key(), first.layout(), next, attempt, call);
        return Round.changed(changed.isPresent());
    }

    /** Moves are independent: the next round plans a refused move again. */
    private Round move(List<List<DeltaLine>> moves, Call call) {
        long moved = 0;
        boolean isDisturbed = false;
        for (List<DeltaLine> lines : moves) {
            if (shards.moves().move(lines, call)) {
                moved += lines.stream().mapToLong(line -> Math.max(0, line.units())).sum();
            } else {
                isDisturbed = true;
            }
        }
        return new Round(moved, false, isDisturbed);
    }
}
