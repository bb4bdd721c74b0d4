package dev.netstock.bench.cost;

import java.util.List;

/**
 * A way to keep orders and stock in DynamoDB. Orders have one unit of each SKU unless stated
 * otherwise. Not thread-safe.
 */
interface Design {
    /** Reserves {@code units} of each SKU, or is refused. */
    void reserve(String order, List<String> skus, int units);

    /** Gives the units of a reserved order back. */
    void release(String order);

    /** The payment has succeeded. */
    void confirm(String order);
}
