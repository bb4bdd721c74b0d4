package dev.netstock.bench.physics.dynamodb;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/** Where requests to one item meet: its partition, its queue, and who holds it. Not thread-safe. */
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

    /** Its partition, which notes that it was asked for. */
    Partition asked() {
        Partition partition = table.partitionOf(this);
        partition.asked(key);
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

    /** Whether a transaction is between prepare and commit on it. */
    public boolean held() {
        return held;
    }

    void hold(boolean hold) {
        held = hold;
    }

    /** Puts a write at the end of the queue, and says when its turn comes. */
    public long queue(long now, long service) {
        long turn = Math.max(now, freeAt);
        freeAt = turn + service;
        return turn;
    }
}
