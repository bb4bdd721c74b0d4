package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.VirtualTime;
import dev.netstock.bench.physics.sale.Order.Part;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Changes the items, and checks after every write that no unit is lost, invented or sold twice. Not
 * thread-safe.
 */
final class Books {
    private final List<StockItem> items;
    private final Undersell undersell;
    private long supply;
    private long open;
    private long claimed;
    private final Set<Long> rows = new HashSet<>();

    /**
     * @param items all items; the list may grow
     */
    Books(List<StockItem> items, VirtualTime time) {
        this.items = items;
        this.supply = items.stream().mapToLong(StockItem::available).sum();
        this.undersell = new Undersell(time, supply);
    }

    Undersell undersell() {
        return undersell;
    }

    /** Units of claimed orders. */
    long claimed() {
        return claimed;
    }

    long supply() {
        return supply;
    }

    /** Units sold beyond the supply. */
    long oversold() {
        return Math.max(0, claimed - supply);
    }

    /** Whether every unit belongs to an order. */
    boolean allClaimed() {
        return claimed == supply && open == 0;
    }

    void take(StockItem item, long units, long order) {
        item.reserve(units, order);
        open += units;
        check();
    }

    void undo(StockItem item, long units, long order) {
        item.reserve(-units, order);
        open -= units;
        check();
    }

    /** Whether an order has a row. */
    boolean isClaimed(long order) {
        return rows.contains(order);
    }

    void claim(long units, long order) {
        if (!rows.add(order)) {
            throw new IllegalStateException("An order is claimed twice");
        }
        open -= units;
        claimed += units;
        check();
    }

    void giveBack(StockItem item, long units, long order) {
        item.reserve(-units, order);
        claimed -= units;
        check();
    }

    void restock(StockItem item, long units) {
        item.supply(units);
        supply += units;
        check();
    }

    /** Moves units between items: positive for the target. */
    void move(List<Part> parts) {
        parts.forEach(part -> part.item().supply(part.units()));
        check();
    }

    /** Sums all items each time: a running total would not check anything. */
    private void check() {
        long available = 0;
        long reserved = 0;
        for (StockItem item : items) {
            if (item.available() < 0) {
                throw new IllegalStateException("A shard is below zero");
            }
            available += item.available();
            reserved += item.reserved();
        }
        if (available + reserved != supply) {
            throw new IllegalStateException("Units are not conserved");
        }
        if (reserved != open + claimed) {
            throw new IllegalStateException("Items and orders disagree");
        }
        undersell.available(available);
    }
}
