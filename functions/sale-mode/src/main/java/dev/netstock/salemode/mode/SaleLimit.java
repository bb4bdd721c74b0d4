package dev.netstock.salemode.mode;

import java.util.Optional;

/**
 * The purchase limit of each listed SKU during a sale. It counts under the name of the sale.
 *
 * @param perOrder units of one order; empty for any number
 * @param perCustomer units that all orders of a customer hold; empty for any number
 */
public record SaleLimit(Optional<Long> perOrder, Optional<Long> perCustomer) {
    public static final SaleLimit NONE = new SaleLimit(Optional.empty(), Optional.empty());

    public boolean isNone() {
        return equals(NONE);
    }
}
