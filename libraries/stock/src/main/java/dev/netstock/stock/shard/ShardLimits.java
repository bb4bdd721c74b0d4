package dev.netstock.stock.shard;

/** How far a SKU may be spread. */
public final class ShardLimits {
    /** The most items of a SKU at a location: two requests read all of them. */
    public static final int MAX = 200;

    private ShardLimits() {}
}
