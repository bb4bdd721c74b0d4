package dev.netstock.bench.physics.dynamodb;

/** How the keys of a table are spread over partitions at the start. */
public sealed interface Placement {
    /** Each key has a partition to itself: the best that split for heat can come to. */
    record Isolated() implements Placement {}

    /**
     * Keys are hashed onto as many partitions as carry the warm throughput.
     *
     * @param writeUnits the table's warm throughput, write units a second
     */
    record Warm(double writeUnits) implements Placement {}

    /** Each key has a partition to itself. */
    static Placement isolated() {
        return new Isolated();
    }

    /** Keys are hashed onto as many partitions as carry the warm throughput. */
    static Placement warm(double writeUnits) {
        return new Warm(writeUnits);
    }
}
