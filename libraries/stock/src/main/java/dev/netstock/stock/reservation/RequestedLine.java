package dev.netstock.stock.reservation;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.util.Optional;

/**
 * A line of a request.
 *
 * @param sku the product
 * @param location the location to take from; empty for any location
 * @param quantity units, 1–9999
 * @param pickup whether the customer collects the units at the location, which must allow it
 */
public record RequestedLine(Sku sku, Optional<Location> location, int quantity, boolean pickup) {
    public static final int QUANTITY_MAX = 9_999;

    public RequestedLine {
        if (quantity < 1 || quantity > QUANTITY_MAX) {
            throw new IllegalArgumentException("A quantity is 1-9999");
        }
        if (pickup && location.isEmpty()) {
            throw new IllegalArgumentException("A line for pickup names its location");
        }
    }

    /** A line that is shipped to the customer. */
    public RequestedLine(Sku sku, Optional<Location> location, int quantity) {
        this(sku, location, quantity, false);
    }
}
