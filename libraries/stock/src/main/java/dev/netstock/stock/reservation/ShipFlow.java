package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.ShippedLine;

import java.util.List;

/**
 * Records what left of an order, so that it never goes back to the shelf. It costs one read and one
 * put. Thread-safe.
 */
public final class ShipFlow {
    private final Orders orders;

    ShipFlow(Orders orders) {
        this.orders = orders;
    }

    /**
     * Safe to repeat, and in any order: only what exceeds the units recorded before is recorded.
     *
     * @param totals units that left in total so far, by SKU and location
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public ShipResult ship(OrderId orderId, List<ShippedLine> totals, Call call) {
        while (true) {
            ShipResult result =
                    orders.decide(
                            orderId, call, order -> ShipPolicy.decide(order.reservation(), totals));
            if (!(result instanceof ShipResult.Shipped(Reservation reservation))
                    || ShipPolicy.unrecorded(reservation, totals).isEmpty()) {
                return result;
            }
        }
    }
}
