package dev.netstock.malls.port;

import java.time.Instant;
import java.util.Optional;

/**
 * An entry of a list of orders.
 *
 * @param updatedAt the order's last change, if the list says it
 * @param order the order itself, if the list holds it; otherwise it is read by its number
 */
public record OrderSummary(String number, Optional<Instant> updatedAt, Optional<MallOrder> order) {
    /** An entry that holds the order. */
    public static OrderSummary of(MallOrder order) {
        return new OrderSummary(order.number(), Optional.of(order.updatedAt()), Optional.of(order));
    }
}
