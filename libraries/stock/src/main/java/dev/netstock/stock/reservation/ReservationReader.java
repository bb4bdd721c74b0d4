package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.OrderId;

import java.util.Optional;

/** Reads a reservation and its steps, strongly consistent. Thread-safe. */
public final class ReservationReader {
    private final Orders orders;

    ReservationReader(Orders orders) {
        this.orders = orders;
    }

    /**
     * The reservation; empty if the order id is unknown.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public Optional<Reservation> read(OrderId orderId, Call call) {
        return orders.read(orderId, call).reservation();
    }
}
