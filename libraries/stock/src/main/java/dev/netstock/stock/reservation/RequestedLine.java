package dev.netstock.stock.reservation;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.util.Optional;

/**
 * A line as the caller asks for it.
 *
 * @param sku the product
 * @param location where from; empty lets the service choose
 * @param quantity units, 1–9999
 */
public record RequestedLine(Sku sku, Optional<Location> location, int quantity) {
    public static final int QUANTITY_MAX = 9_999;

    public RequestedLine {
        if (quantity < 1 || quantity > QUANTITY_MAX) {
            throw new IllegalArgumentException("A quantity is 1-9999");
        }
    }
}
