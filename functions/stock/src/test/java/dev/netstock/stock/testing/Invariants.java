package dev.netstock.stock.testing;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.table.StockItem;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The invariants of the stock model, checked on items and rows as they stand. */
public final class Invariants {
    private Invariants() {}

    /**
     * Conservation: what is available and what is reserved make the supply; and nothing is
     * oversold.
     */
    public static void conservation(Collection<StockItem> items) {
        items.forEach(Invariants::conserved);
    }

    /** Conservation of one item. */
    public static void conserved(StockItem item) {
        long supply = item.supply().orElseThrow().supply();
        check(
                item.available() + item.reserved() == supply,
                "available + reserved is not the supply",
                item);
        check(item.available() >= 0, "sold more than there was", item);
        check(item.reserved() >= 0, "gave back more than was taken", item);
    }

    /**
     * Journal, when no take is open: what is reserved is the sum of the orders' deltas; supply that
     * of its own.
     */
    public static void journal(Collection<StockItem> items, Collection<Delta> deltas) {
        Map<ItemKey, Long> reserved = new HashMap<>();
        Map<ItemKey, Long> supply = new HashMap<>();
        for (Delta delta : deltas) {
            if (delta.isNumbered()) {
                Map<ItemKey, Long> sums =
                        delta.cause().kind() == Cause.Kind.ORDER ? reserved : supply;
                for (DeltaLine line : delta.lines()) {
                    sums.merge(line.item(), line.units(), Long::sum);
                }
            }
        }
        for (StockItem item : items) {
            check(
                    item.reserved() == -reserved.getOrDefault(item.key(), 0L),
                    "reserved is not what deltas say",
                    item);
            check(
                    item.supply().orElseThrow().supply() == supply.getOrDefault(item.key(), 0L),
                    "supply is not what deltas say",
                    item);
        }
    }

    /** Once: each order ends at most once, and gives back no more than it took. */
    public static void once(Collection<Delta> deltas) {
        Map<Cause, Map<ItemKey, Long>> held = new HashMap<>();
        Map<Cause, Integer> ends = new HashMap<>();
        for (Delta delta : deltas) {
            if (delta.isNumbered()) {
                delta.lines()
                        .forEach(
                                line ->
                                        held.computeIfAbsent(delta.cause(), _ -> new HashMap<>())
                                                .merge(line.item(), line.units(), Long::sum));
                if (delta.change() instanceof Change.Released) {
                    ends.merge(delta.cause(), 1, Integer::sum);
                }
            }
        }
        ends.forEach((cause, count) -> check(count == 1, "ended more than once", cause));
        held.forEach(
                (cause, units) -> {
                    if (cause.kind() == Cause.Kind.ORDER) {
                        units.forEach(
                                (item, sum) ->
                                        check(
                                                sum <= 0,
                                                "an order gave back more than it took",
                                                item));
                    }
                });
    }

    private static void check(boolean holds, String what, Object where) {
        if (!holds) {
            throw new AssertionError(what + ": " + where);
        }
    }
}
