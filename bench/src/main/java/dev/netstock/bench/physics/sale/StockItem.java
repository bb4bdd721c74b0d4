package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Item;

/** One item of the SKU: a shard. Changed only through {@link Books}. Not thread-safe. */
final class StockItem {
    private static final long NO_ORDER = -1;

    private final Item place;
    private long available;
    private long reserved;
    private long version;
    private long lastOrder = NO_ORDER;
    private boolean isTakeLast;

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

    /** The hash of the order for which the last change was made. */
    long lastOrder() {
        return lastOrder;
    }

    /** The hash of the order that took last, if its take is the last change. */
    long lastTaker() {
        return isTakeLast ? lastOrder : NO_ORDER;
    }

    /**
     * Moves units from available to reserved; negative units move back.
     *
     * @param order the hash of the order
     */
    void reserve(long units, long order) {
        available -= units;
        reserved += units;
        lastOrder = order;
        isTakeLast = units > 0;
        version++;
    }

    /** Adds units, or removes negative units. */
    void supply(long units) {
        available += units;
        lastOrder = NO_ORDER;
        version++;
    }

    /** Changes only the version. */
    void touch() {
        lastOrder = NO_ORDER;
        version++;
    }
}
