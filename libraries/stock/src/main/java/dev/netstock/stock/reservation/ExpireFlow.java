package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.OrderId;

/** Expires a reservation that was not confirmed before its hold was over. Thread-safe. */
public final class ExpireFlow {
    private final Orders orders;

    ExpireFlow(Orders orders) {
        this.orders = orders;
    }

    /**
     * Expires a reservation whose hold is over. Repeating the command has no further effect.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public ExpireResult expire(OrderId orderId, Call call) {
        return orders.run(orderId, state -> ExpirePolicy.decide(state, orders.now()), call);
    }
}
