package dev.netstock.bench.store;

/** The calls of both sides. Each succeeds or throws. Thread-safe. */
interface StoreCalls {
    /** Reserves one unit. */
    void reserve(String order, String sku);

    /** Gives the units of an order back. */
    void release(String order);

    /** Reads the levels of a SKU. */
    void read(String sku);
}
