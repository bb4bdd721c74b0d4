package dev.netstock.stock.capacity;

/**
 * Request units of an on-demand table.
 *
 * @param read read request units
 * @param write write request units
 */
public record CapacityUnits(double read, double write) {
    public static final CapacityUnits NONE = new CapacityUnits(0, 0);

    public static CapacityUnits reads(double units) {
        return new CapacityUnits(units, 0);
    }

    public static CapacityUnits writes(double units) {
        return new CapacityUnits(0, units);
    }

    public CapacityUnits plus(CapacityUnits other) {
        return new CapacityUnits(read + other.read, write + other.write);
    }
}
