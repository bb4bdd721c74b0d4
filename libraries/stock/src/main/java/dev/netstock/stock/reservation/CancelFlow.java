package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;

/** Gives units of a confirmed order back. Thread-safe. */
public final class CancelFlow {
    private final Orders orders;

    CancelFlow(Orders orders) {
        this.orders = orders;
    }

    /**
     * Safe to repeat: it takes effect once.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public CancelResult cancel(CancelCommand command, Call call) {
        return orders.decide(
                command.orderId(),
                call,
                order -> CancelPolicy.decide(order.reservation(), command));
    }
}
