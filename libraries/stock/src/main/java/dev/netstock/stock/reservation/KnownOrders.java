package dev.netstock.stock.reservation;

import dev.netstock.stock.OrderId;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The orders that an execution environment has read or written in the last quarter of an hour. Rows
 * never change, so what it knows of an order is true; but there may be more rows by now. A write of
 * the next step is safe, because it fails if that step exists. An answer is not: it needs a look.
 * Thread-safe.
 *
 * <p>A restore of the tables can lose rows. It takes longer than an order is known, and no orders
 * run meanwhile.
 */
final class KnownOrders {
    /** The usual hold: most orders have ended by then. */
    static final Duration KNOWN_FOR = ReserveCommand.HOLD_DEFAULT;

    private static final int ORDERS_MAX = 1_000;

    private final LinkedHashMap<OrderId, Known> orders = new LinkedHashMap<>();

    private record Known(Order order, Instant at) {}

    synchronized Optional<Order> get(OrderId id, Instant now) {
        return Optional.ofNullable(orders.get(id))
                .filter(known -> now.isBefore(known.at().plus(KNOWN_FOR)))
                .map(Known::order);
    }

    /** Keeps an order that has rows. */
    synchronized void note(Order order, Instant now) {
        if (order.steps().isEmpty()) {
            return;
        }
        Known before = orders.remove(order.id());
        boolean isNewer = before == null || before.order().steps().size() <= order.steps().size();
        orders.put(order.id(), isNewer ? new Known(order, now) : before);
        if (orders.size() > ORDERS_MAX) {
            orders.pollFirstEntry();
        }
    }
}
