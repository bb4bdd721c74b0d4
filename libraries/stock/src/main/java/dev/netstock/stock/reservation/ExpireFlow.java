package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.OrderId;

/**
 * Gives the units of a reservation back when its hold is over and nobody confirmed. Thread-safe.
 */
public final class ExpireFlow {
    private final Orders orders;

    ExpireFlow(Orders orders) {
        this.orders = orders;
    }

    /**
     * Safe to repeat: it takes effect once.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public ExpireResult expire(OrderId orderId, Call call) {
        return orders.decide(
                orderId,
                call,
                order -> ExpirePolicy.decide(order.reservation(), orders.clock().instant()));
    }
}
