package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.TryAgainException;

/** Gives units of a confirmed order back. Thread-safe. */
public final class Cancelling {
    private final Orders orders;

    Cancelling(Orders orders) {
        this.orders = orders;
    }

    /**
     * Safe to repeat: it takes effect once.
     *
     * @throws TryAgainException if the tables did not answer within the call's deadline
     */
    public CancelResult cancel(CancelCommand command, Call call) {
        return orders.decide(
                command.orderId(),
                call,
                order -> CancellingPolicy.decide(order.reservation(), command));
    }
}
