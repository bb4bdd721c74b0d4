package dev.netstock.local.saleday.snapshot;

import java.util.Set;

/**
 * A row of the table Allowances.
 *
 * @param key its partition key: SKU, id of the limit and hash of the customer
 * @param sku the SKU
 * @param held units that the customer's orders hold
 * @param orders these orders
 */
public record AllowanceRow(String key, String sku, long held, Set<String> orders) {
    public AllowanceRow {
        orders = Set.copyOf(orders);
    }
}
