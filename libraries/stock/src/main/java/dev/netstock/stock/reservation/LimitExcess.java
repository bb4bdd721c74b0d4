package dev.netstock.stock.reservation;

import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;

import java.util.List;
import java.util.Locale;

/**
 * A purchase limit that an order would exceed.
 *
 * @param sku the product
 * @param limit the id of the limit
 * @param scope what the limit counts
 * @param max units that it allows
 * @param held units that the customer's orders held at that moment; 0 for other scopes
 * @param requested units that the order asks for, in all its lines of this SKU; or its lines
 * @param orders the orders that held those units
 */
public record LimitExcess(
        Sku sku,
        String limit,
        Scope scope,
        long max,
        long held,
        long requested,
        List<OrderId> orders) {
    public LimitExcess {
        orders = List.copyOf(orders);
    }

    /** A limit that counts only the order itself. */
    LimitExcess(Sku sku, String limit, Scope scope, long max, long requested) {
        this(sku, limit, scope, max, 0, requested, List.of());
    }

    /** What a limit counts. */
    public enum Scope {
        /** The units of one order. */
        ORDER,
        /** The units that all orders of a customer hold. */
        CUSTOMER,
        /** The lines of an order for which a limit per customer applies. */
        LINES;

        /** As the API writes it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
