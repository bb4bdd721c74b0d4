package dev.netstock.bench.cost;

import java.util.List;

/**
 * A way to keep orders and stock in DynamoDB. Orders are of one unit of each SKU unless it is said
 * otherwise. Not thread-safe.
 */
interface Design {
    /** Reserves {@code units} of each SKU; whether it could is for the tables to know. */
    void reserve(String order, List<String> skus, int units);

    /** Gives the units of a reserved order back. */
    void release(String order);

    /** The payment has succeeded. */
    void confirm(String order);
}
