package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.OrderId;

/**
 * Gives the units of a reservation back when its payment failed or its cart was given up.
 * Thread-safe.
 */
public final class ReleaseFlow {
    private final Orders orders;

    ReleaseFlow(Orders orders) {
        this.orders = orders;
    }

    /**
     * Safe to repeat: it takes effect once.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public ReleaseResult release(OrderId orderId, Call call) {
        return orders.decide(orderId, call, order -> ReleasePolicy.decide(order.reservation()));
    }
}
