package dev.netstock.stock.limit;

import dev.netstock.stock.OrderId;

import java.util.Set;

/**
 * The units of a SKU that a customer holds under a limit.
 *
 * @param key what it counts
 * @param held units that the customer's orders hold together
 * @param orders the orders that hold them
 */
public record Allowance(AllowanceKey key, long held, Set<OrderId> orders) {
    public Allowance {
        orders = Set.copyOf(orders);
    }

    /** An allowance of which nothing is held. */
    public static Allowance none(AllowanceKey key) {
        return new Allowance(key, 0, Set.of());
    }
}
