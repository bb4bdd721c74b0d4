package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;

/** Cancels units of a confirmed order. Thread-safe. */
public final class CancelFlow {
    private final Orders orders;

    CancelFlow(Orders orders) {
        this.orders = orders;
    }

    /**
     * Cancels units of an order. Repeating the command has no further effect.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public CancelResult cancel(CancelCommand command, Call call) {
        return orders.run(command.orderId(), state -> CancelPolicy.decide(state, command), call);
    }
}
