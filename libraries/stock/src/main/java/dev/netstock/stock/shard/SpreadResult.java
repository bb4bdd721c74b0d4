package dev.netstock.stock.shard;

/** What came of spreading a SKU's units. */
public sealed interface SpreadResult {
    /**
     * Units are spread evenly over so many items.
     *
     * @param openShards over how many
     * @param moved units that moved for it, by this very call
     */
    record Spread(int openShards, long moved) implements SpreadResult {}

    /** Nobody sells the SKU there. */
    record UnknownItem() implements SpreadResult {}
}
