package dev.netstock.stock;

/**
 * One item of net stock: a SKU at a location, one shard of it, or a channel's pool.
 *
 * @param sku the product
 * @param location the place
 * @param shard 0 for the first (and usually only) item, n ≥ 1 for the others of a hot SKU; {@link
 *     #POOLS_FROM} and above for the units that are set aside for a channel
 */
public record ItemKey(Sku sku, Location location, int shard) implements Comparable<ItemKey> {
    /** The number of the first pool; shards have smaller numbers. */
    public static final int POOLS_FROM = 1000;

    public ItemKey {
        if (shard < 0) {
            throw new IllegalArgumentException("A shard is 0 or more");
        }
    }

    /** The first item of the SKU at the location. */
    public static ItemKey of(Sku sku, Location location) {
        return new ItemKey(sku, location, 0);
    }

    /** Another item of the same SKU and location. */
    public ItemKey shard(int number) {
        return new ItemKey(sku, location, number);
    }

    /** The first item of the same SKU and location. */
    public ItemKey first() {
        return shard(0);
    }

    /** Whether the item holds units that are set aside for one channel. */
    public boolean isPool() {
        return shard >= POOLS_FROM;
    }

    /** The order in which a retry takes item by item. */
    @Override
    public int compareTo(ItemKey other) {
        int bySku = sku.compareTo(other.sku);
        if (bySku != 0) {
            return bySku;
        }
        int byLocation = location.compareTo(other.location);
        return byLocation != 0 ? byLocation : Integer.compare(shard, other.shard);
    }
}
