package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.ShippedLine;

import java.util.List;

/**
 * Records the shipped units of an order, so that they never come back. It costs one read and one
 * write. Thread-safe.
 */
public final class ShipFlow {
    private final Orders orders;

    ShipFlow(Orders orders) {
        this.orders = orders;
    }

    /**
     * Records shipped units. Totals may be repeated and arrive in any order: only units beyond the
     * recorded ones are recorded.
     *
     * @param totals units that have shipped in total, by SKU and location
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public ShipResult ship(OrderId orderId, List<ShippedLine> totals, Call call) {
        while (true) {
            ShipResult result =
                    orders.run(orderId, state -> ShipPolicy.decide(state, totals), call);
            if (!(result instanceof ShipResult.Shipped(Reservation reservation))
                    || ShipPolicy.unrecorded(reservation, totals).isEmpty()) {
                return result;
            }
        }
    }
}
