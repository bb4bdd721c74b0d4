package dev.netstock.stock.reservation;

import dev.netstock.stock.OrderId;

import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The orders that an execution environment has read or written last. Rows never change, so what it
 * knows of an order is true; but there may be more rows by now. A write of the next step is safe,
 * because it fails if that step exists. An answer is not: it needs a look. Thread-safe.
 */
final class KnownOrders {
    /** About the orders of the last quarter of an hour, the longest hold, of one environment. */
    private static final int ORDERS_MAX = 1_000;

    private final LinkedHashMap<OrderId, Order> orders = new LinkedHashMap<>();

    synchronized Optional<Order> get(OrderId id) {
        return Optional.ofNullable(orders.get(id));
    }

    /** Keeps an order that has rows. */
    synchronized void note(Order order) {
        if (order.steps().isEmpty()) {
            return;
        }
        Order before = orders.remove(order.id());
        boolean isNewer = before == null || before.steps().size() <= order.steps().size();
        orders.put(order.id(), isNewer ? order : before);
        if (orders.size() > ORDERS_MAX) {
            orders.pollFirstEntry();
        }
    }
}
