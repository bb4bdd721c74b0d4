package dev.netstock.bench.physics.dynamodb;

/** How the keys of a table are placed on partitions at the start. */
public sealed interface Placement {
    /** Each key has a partition to itself: the best result of split for heat. */
    record Isolated() implements Placement {}

    /**
     * Keys are hashed onto the partitions that the warm throughput requires.
     *
     * @param writeUnits the table's warm throughput, write units a second
     */
    record Warm(double writeUnits) implements Placement {}

    /** Each key has a partition to itself. */
    static Placement isolated() {
        return new Isolated();
    }

    /** Keys are hashed onto the partitions that the warm throughput requires. */
    static Placement warm(double writeUnits) {
        return new Warm(writeUnits);
    }
}
