package dev.netstock.bench.physics.dynamodb;

import org.jspecify.annotations.Nullable;

/**
 * The shared state of requests to one item: its partition, its queue of writes, and its lock. Not
 * thread-safe.
 */
public final class Item {
    private final Table table;
    private final long key;
    private @Nullable Partition partition;
    private int splitsBefore;
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
        Partition accessed = partition();
        accessed.access(key);
        return accessed;
    }

    Partition partition() {
        if (partition == null || splitsBefore != table.splits()) {
            partition = table.partitionOf(this);
            splitsBefore = table.splits();
        }
        return partition;
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
