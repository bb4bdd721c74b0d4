package dev.netstock.infra.stage;

import java.util.Map;
import java.util.TreeMap;

/**
 * The maximum number of connections of a database, by its maximum capacity.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html">
 *     Maximum connections for Aurora Serverless v2</a>
 */
public final class LedgerConnections {
    private static final TreeMap<Double, Integer> BY_UNITS =
            new TreeMap<>(Map.of(1.0, 189, 4.0, 823, 8.0, 1_669, 16.0, 3_360, 32.0, 5_000));

    /** The maximum with a minimum capacity of half a unit or less. */
    private static final int MAX_OF_SMALLEST = 2_000;

    private LedgerConnections() {}

    /** The connections that a database of this size accepts. */
    public static int upTo(LedgerSettings.Database database) {
        var connections = BY_UNITS.floorEntry(database.maxCapacityUnits()).getValue();
        return database.minCapacityUnits() <= 0.5
                ? Math.min(MAX_OF_SMALLEST, connections)
                : connections;
    }
}
