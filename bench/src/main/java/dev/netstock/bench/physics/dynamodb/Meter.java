package dev.netstock.bench.physics.dynamodb;

/** Counts consumed capacity and rejected requests. Not thread-safe. */
public final class Meter {
    private double writeUnits;
    private double readUnits;
    private long conflicts;
    private long throttles;

    /** Consumed write units. */
    public double writeUnits() {
        return writeUnits;
    }

    /** Consumed read units. */
    public double readUnits() {
        return readUnits;
    }

    /** Requests that conflicted with a transaction. */
    public long conflicts() {
        return conflicts;
    }

    /** Throttled requests. */
    public long throttles() {
        return throttles;
    }

    void wrote(double units) {
        writeUnits += units;
    }

    void read(double units) {
        readUnits += units;
    }

    void conflict() {
        conflicts++;
    }

    void throttle() {
        throttles++;
    }
}
