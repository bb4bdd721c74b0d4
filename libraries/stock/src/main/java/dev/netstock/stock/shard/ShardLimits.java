package dev.netstock.stock.shard;

/** The limits of sharding. */
public final class ShardLimits {
    /** The most shards of a SKU at a location: two requests read all of them. */
    public static final int MAX = 200;

    private ShardLimits() {}
}
