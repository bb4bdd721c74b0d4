package dev.netstock.stock.limit;

import dev.netstock.stock.Sku;

/**
 * What a limit counts: the units of a SKU that a customer holds.
 *
 * @param sku the SKU
 * @param limit the id of the limit
 * @param customer the keyed hash of the customer
 */
public record AllowanceKey(Sku sku, String limit, String customer) {
    /** The partition key of its row: each customer has one of its own, so none is hot. */
    public String text() {
        return sku + "#" + limit + "#" + customer;
    }

    /** Reads back what {@link #text} wrote. */
    public static AllowanceKey parse(String text) {
        String[] parts = text.split("#", -1);
        return new AllowanceKey(new Sku(parts[0]), parts[1], parts[2]);
    }
}
