package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Item;

/** One item of the SKU: a shard. Changed only through {@link Books}. Not thread-safe. */
final class StockItem {
    private final Item place;
    private long available;
    private long reserved;
    private long version;

    StockItem(Item place, long available) {
        this.place = place;
        this.available = available;
    }

    Item place() {
        return place;
    }

    long available() {
        return available;
    }

    long reserved() {
        return reserved;
    }

    long version() {
        return version;
    }

    /** Moves units from available to reserved; negative units move back. */
    void reserve(long units) {
        available -= units;
        reserved += units;
        version++;
    }

    /** Adds units, or removes negative units. */
    void supply(long units) {
        available += units;
        version++;
    }

    /** Changes only the version. */
    void touch() {
        version++;
    }
}
