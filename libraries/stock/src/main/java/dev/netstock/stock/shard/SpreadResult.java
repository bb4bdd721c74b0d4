package dev.netstock.stock.shard;

/** The result of spreading a SKU's units. */
public sealed interface SpreadResult {
    /**
     * Units are spread evenly over the open shards.
     *
     * @param openShards the number of open shards
     * @param moved units that this call moved
     */
    record Spread(int openShards, long moved) implements SpreadResult {}

    /** The SKU does not exist at the location. */
    record UnknownItem() implements SpreadResult {}
}
