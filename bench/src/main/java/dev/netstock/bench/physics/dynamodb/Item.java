package dev.netstock.bench.physics.dynamodb;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * The shared state of requests to one item: its partition, its queue of writes, and its lock. Not
 * thread-safe.
 */
public final class Item {
    private final Table table;
    private final long key;
    private @Nullable Partition own;
    private boolean held;
    private long freeAt;

    Item(Table table, long key) {
        this.table = table;
        this.key = key;
    }

    long key() {
        return key;
    }

    Table table() {
        return table;
    }

    /** Its partition, which counts the access. */
    Partition access() {
        Partition partition = table.partitionOf(this);
        partition.access(key);
        return partition;
    }

    Partition partition() {
        return table.partitionOf(this);
    }

    Partition ownPartition(Supplier<Partition> fresh) {
        if (own == null) {
            own = fresh.get();
        }
        return own;
    }

    /** Whether a transaction on it is between prepare and commit. */
    public boolean held() {
        return held;
    }

    void hold(boolean hold) {
        held = hold;
    }

    /** Adds a write to the queue; returns when its turn comes. */
    public long queue(long now, long service) {
        long turn = Math.max(now, freeAt);
        freeAt = turn + service;
        return turn;
    }
}
