package dev.netstock.replenishment.watch;

/**
 * What can be promised of a SKU at a location.
 *
 * @param available units; negative where it was oversold
 * @param version grows with each change; 0 if no level was ever reported
 */
public record Level(long available, long version) {
    public static final Level NONE = new Level(0, 0);

    public boolean isNewerThan(Level other) {
        return version > other.version;
    }
}
