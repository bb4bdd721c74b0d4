package dev.netstock.stock.reservation;

import dev.netstock.stock.OrderId;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One attempt at the next step of an order. Thread-safe.
 *
 * @param order the order
 * @param step the step at which the claim will stand
 * @param id the attempt's id, never the same twice
 * @param takes how many takes it has sent so far
 */
record Attempt(OrderId order, int step, String id, AtomicInteger takes) {
    static Attempt at(Order order, String id) {
        return new Attempt(order.id(), order.nextStep(), id, new AtomicInteger());
    }

    /** An id for a single take, never the same twice. */
    String nextTake() {
        return id + "." + takes.incrementAndGet();
    }
}
