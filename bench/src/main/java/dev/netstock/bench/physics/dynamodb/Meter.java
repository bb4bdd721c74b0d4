package dev.netstock.bench.physics.dynamodb;

/** What was used, and what went wrong. Not thread-safe. */
public final class Meter {
    private double writeUnits;
    private double readUnits;
    private long conflicts;
    private long throttles;

    /** Write units that were paid for. */
    public double writeUnits() {
        return writeUnits;
    }

    /** Read units that were paid for. */
    public double readUnits() {
        return readUnits;
    }

    /** Requests that met somebody's transaction. */
    public long conflicts() {
        return conflicts;
    }

    /** Requests that were too many. */
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
