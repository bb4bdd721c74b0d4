package dev.netstock.stock.table;

/** How orders of a channel use the channel's pool of a SKU at a location. */
public enum PoolRule {
    /** They take from the pool only. */
    OWN_ONLY,
    /** They take from the pool first, and then from general stock. */
    SPILLOVER
}
