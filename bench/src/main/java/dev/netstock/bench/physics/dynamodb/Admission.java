package dev.netstock.bench.physics.dynamodb;

import dev.netstock.bench.physics.dynamodb.Physics.Capacity;

import java.util.List;

/**
 * Admits or rejects requests, by the capacity of partitions and the locks of transactions. The same
 * rules apply in virtual time and in front of a real server. Not thread-safe.
 */
public final class Admission {
    private final Capacity capacity;
    private final Meter meter = new Meter();

    public Admission(Capacity capacity) {
        this.capacity = capacity;
    }

    /** The consumed capacity so far. */
    public Meter meter() {
        return meter;
    }

    /** A table with the placement of this capacity. */
    public Table table() {
        return new Table(capacity);
    }

    /** A strongly consistent read of up to 4 KB: costs one unit, and never conflicts. */
    public Answer read(Item item, long now) {
        TokenBucket reads = item.access().reads();
        if (!reads.has(1, now)) {
            return throttled(item, now);
        }
        reads.take(1);
        meter.read(1);
        return Answer.DONE;
    }

    /** A plain write arrives. Conflicts are checked when its turn comes. */
    public Answer write(Item item, long now) {
        TokenBucket writes = item.access().writes();
        if (!writes.has(1, now)) {
            return throttled(item, now);
        }
        writes.take(1);
        meter.wrote(1);
        return Answer.DONE;
    }

    /** The turn of a plain write. */
    public Answer turn(Item item) {
        return item.held() ? conflict() : Answer.DONE;
    }

    /**
     * A transaction arrives. It consumes one unit of each item to prepare, and if all have it,
     * another one for the commit in advance, even if it then conflicts with another transaction.
     *
     * @return {@link Answer#DONE} if it locks all items from now on
     */
    public Answer prepare(List<Item> items, long now) {
        for (Item item : items) {
            if (!item.access().writes().has(1, now)) {
                return throttled(item, now);
            }
        }
        pay(items);
        if (items.stream().anyMatch(Item::held)) {
            return conflict();
        }
        items.forEach(item -> item.hold(true));
        return Answer.DONE;
    }

    /** A transaction ends and unlocks its items. */
    public void end(List<Item> items) {
        items.forEach(item -> item.hold(false));
    }

    private void pay(List<Item> items) {
        double units = capacity.transactionFactor();
        items.forEach(item -> item.partition().writes().take(units));
        meter.wrote(units * items.size());
    }

    private Answer throttled(Item item, long now) {
        meter.throttle();
        item.table().throttled(item, now);
        return Answer.THROTTLED;
    }

    private Answer conflict() {
        meter.conflict();
        return Answer.CONFLICT;
    }
}
