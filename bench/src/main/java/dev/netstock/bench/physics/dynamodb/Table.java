package dev.netstock.bench.physics.dynamodb;

import dev.netstock.bench.physics.dynamodb.Physics.Capacity;

import java.util.Map;
import java.util.TreeMap;

/**
 * Partitions, each with a range of hashed keys. They are split for heat between two hot keys, and
 * never merged. Not thread-safe.
 */
public final class Table {
    private static final double HASHES = 4_294_967_296.0;

    private final Capacity capacity;
    private final TreeMap<Long, Partition> byFirstKey = new TreeMap<>();
    private int splits;

    Table(Capacity capacity) {
        this.capacity = capacity;
        if (capacity.placement() instanceof Placement.Warm(double writeUnits)) {
            long count = (long) Math.ceil(writeUnits / capacity.writeUnits());
            for (long i = 0; i < count; i++) {
                byFirstKey.put((long) (i * HASHES / count), fresh(capacity.burstSaved(), 0));
            }
        }
    }

    /**
     * The item of a key; call it once per key.
     *
     * @param key the key's hash: 0 to 2^32 − 1
     */
    public Item item(long key) {
        if (key < 0 || key >= HASHES) {
            throw new IllegalArgumentException("A key's hash has 32 bits");
        }
        return new Item(this, key);
    }

    /** The number of partitions; 0 if each key has its own. */
    public int partitions() {
        return byFirstKey.size();
    }

    Partition partitionOf(Item item) {
        return byFirstKey.isEmpty()
                ? fresh(capacity.burstSaved(), 0)
                : byFirstKey.floorEntry(item.key()).getValue();
    }

    /** How often a partition was split: a partition that was found before is then found anew. */
    int splits() {
        return splits;
    }

    void throttled(Item item, long now) {
        Partition partition = item.partition();
        partition.throttled(now);
        if (!byFirstKey.isEmpty() && partition.hotFor(now) >= capacity.splitForHeat().toNanos()) {
            split(item.key(), partition.hotKeys(), now);
        }
    }

    /** Each half gets half of the hot keys; a single hot key cannot be split further. */
    private void split(long key, long[] hotKeys, long now) {
        if (hotKeys.length < 2) {
            return;
        }
        Map.Entry<Long, Partition> whole = byFirstKey.floorEntry(key);
        byFirstKey.put(whole.getKey(), fresh(0, now));
        byFirstKey.put(hotKeys[hotKeys.length / 2], fresh(0, now));
        splits++;
    }

    private Partition fresh(double burstSaved, long now) {
        return new Partition(capacity, burstSaved, now);
    }
}
