package dev.netstock.stock.delta;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

/**
 * Shipped units of an order from one location, as the ledger counts them.
 *
 * @param sku the product
 * @param location the location that shipped them; the order need not hold units there
 * @param units 1 or more
 */
public record ShippedLine(Sku sku, Location location, long units) {
    public ShippedLine {
        if (units < 1) {
            throw new IllegalArgumentException("A shipped line has 1 unit or more");
        }
    }
}
