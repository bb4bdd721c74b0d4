package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.OrderId;

import java.util.List;
import java.util.Optional;

/**
 * The rows of an order, read once, when they are needed. Until then the order is assumed to have
 * none. For one thread at a time.
 */
final class Look {
    private final Orders orders;
    private final OrderId id;
    private Optional<Order> found;

    private Look(Orders orders, OrderId id, Optional<Order> found) {
        this.orders = orders;
        this.id = id;
        this.found = found;
    }

    /** A look that has not happened yet. */
    static Look later(Orders orders, OrderId id) {
        return new Look(orders, id, Optional.empty());
    }

    /** A look that found this order. */
    static Look at(Orders orders, Order order) {
        return new Look(orders, order.id(), Optional.of(order));
    }

    boolean isDone() {
        return found.isPresent();
    }

    /** The order as the look found it; without rows, if it has not happened yet. */
    Order assumed() {
        return found.orElseGet(() -> new Order(id, List.of()));
    }

    /**
     * The order, strongly consistent at the moment of the look.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    Order order(Call call) {
        Order order = found.orElseGet(() -> orders.read(id, call));
        found = Optional.of(order);
        return order;
    }
}
