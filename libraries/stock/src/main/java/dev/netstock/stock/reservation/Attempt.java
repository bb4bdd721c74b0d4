package dev.netstock.stock.reservation;

import dev.netstock.stock.OrderId;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.StockItem;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One attempt to write the next step of an order. Thread-safe.
 *
 * @param order the order
 * @param step the step of the claim
 * @param id the attempt's unique id
 * @param takes how many takes it has sent so far
 */
record Attempt(OrderId order, int step, String id, AtomicInteger takes) {
    static Attempt at(Order order, String id) {
        return new Attempt(order.id(), order.nextStep(), id, new AtomicInteger());
    }

    /** A unique id for a single take. */
    String nextTake() {
        return id + "." + takes.incrementAndGet();
    }

    /** Whether a take on behalf of the same order was the last change of the item. */
    boolean hasRivalOn(StockItem item) {
        LastChange change = item.lastChange();
        return change.kind() == LastChange.Kind.TAKE && change.order().equals(Optional.of(order));
    }
}
