package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.TryAgainException;
import dev.netstock.stock.OrderId;

/**
 * Gives the units of a reservation back when its hold is over and nobody confirmed. Thread-safe.
 */
public final class Expiring {
    private final Orders orders;

    Expiring(Orders orders) {
        this.orders = orders;
    }

    /**
     * Safe to repeat: it takes effect once.
     *
     * @throws TryAgainException if the tables did not answer within the call's deadline
     */
    public ExpireResult expire(OrderId orderId, Call call) {
        return orders.decide(
                orderId,
                call,
                order -> ExpiringPolicy.decide(order.reservation(), orders.clock().instant()));
    }
}
