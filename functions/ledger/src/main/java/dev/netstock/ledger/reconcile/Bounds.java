package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Sql;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The bounds of slices over the ledger's keys, so that each slice has about the same number of
 * keys. DynamoDB divides its tables itself.
 */
final class Bounds {
    private static final String SKUS = "SELECT sku FROM net_stock";
    private static final String ORDERS = "SELECT order_id FROM orders";

    private Bounds() {}

    /** The last key of each slice except the last slice. */
    static List<String> of(Sql sql, WorkKind work, int slices) throws SQLException {
        return switch (work) {
            case TAKEN -> of(sql, SKUS, slices);
            case ORDERS -> of(sql, ORDERS, slices);
            case ITEMS,
                    ITEMS_AGAIN,
                    DELTAS,
                    ALLOWANCES,
                    CONTRADICTIONS,
                    JUDGING,
                    REPAIRING,
                    REPORTING ->
                    List.of();
        };
    }

    private static List<String> of(Sql sql, String keys, int slices) throws SQLException {
        String parts =
                IntStream.range(1, slices)
                        .mapToObj(part -> Double.toString((double) part / slices))
                        .collect(Collectors.joining(","));
        if (parts.isEmpty()) {
            return List.of();
        }
        return sql.list(
                """
                SELECT bound FROM unnest((SELECT percentile_disc('{%s}'::float8[])
                    WITHIN GROUP (ORDER BY key) FROM (%s) AS k (key))) AS b (bound)
                WHERE bound IS NOT NULL
                """
                        .formatted(parts, keys),
                row -> row.getString(1));
    }
}
