package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.OrderId;

/** Releases a reservation whose payment failed or whose cart was abandoned. Thread-safe. */
public final class ReleaseFlow {
    private final Orders orders;

    ReleaseFlow(Orders orders) {
        this.orders = orders;
    }

    /**
     * Releases a reservation. Repeating the command has no further effect.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public ReleaseResult release(OrderId orderId, Call call) {
        return orders.run(orderId, ReleasePolicy::decide, call);
    }
}
