package dev.netstock.ledger.posting;

import dev.netstock.events.EventData.DisplaySamplesChanged;
import dev.netstock.ledger.database.SqlArrays;
import dev.netstock.ledger.database.Transactions;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Tells the ledger how many units are on display, each number once, in any order: of two, that with
 * the greater version stands; it is the time in milliseconds, by which a file's upload is compared.
 * Thread-safe.
 *
 * @param ledger the database
 */
record SamplePosting(Transactions ledger) {
    private static final String NEWEST =
            """
            WITH told AS (
                SELECT DISTINCT ON (sku, location) *
                FROM unnest(?, ?, ?, ?) AS t (sku, location, units, version)
                ORDER BY sku, location, version DESC
            ), newer AS (
                INSERT INTO display_samples AS d (sku, location, units, version, said_at)
                SELECT sku, location, units, version, to_timestamp(version / 1000.0)
                FROM told ORDER BY sku, location
                ON CONFLICT (sku, location) DO UPDATE
                    SET units = excluded.units, version = excluded.version,
                        said_at = excluded.said_at, heard_at = now()
                    WHERE d.said_at < excluded.said_at
                RETURNING sku, location
            )
            SELECT array_agg(sku) AS skus, array_agg(location) AS locations, count(*) AS rows
            FROM newer
            """;

    private static final String TOUCH = "SELECT touch(?, ?)";
    private static final String RECALCULATE = "SELECT recalculate(?, ?)";

    /** Posts a batch; whether supply changed by it. */
    boolean post(List<DisplaySamplesChanged> samples) {
        return ledger.inTransaction(connection -> post(connection, samples));
    }

    private static boolean post(Connection connection, List<DisplaySamplesChanged> samples)
            throws SQLException {
        try (PreparedStatement newest = connection.prepareStatement(NEWEST)) {
            SqlArrays.into(newest, samples)
                    .text(DisplaySamplesChanged::sku)
                    .text(DisplaySamplesChanged::location)
                    .bigint(DisplaySamplesChanged::units)
                    .bigint(DisplaySamplesChanged::version);
            try (ResultSet row = newest.executeQuery()) {
                row.next();
                return row.getLong("rows") > 0 && recalculated(connection, row);
            }
        }
    }

    private static boolean recalculated(Connection connection, ResultSet keys) throws SQLException {
        try (PreparedStatement touch = connection.prepareStatement(TOUCH);
                PreparedStatement recalculate = connection.prepareStatement(RECALCULATE)) {
            for (PreparedStatement statement : List.of(touch, recalculate)) {
                statement.setArray(1, keys.getArray("skus"));
                statement.setArray(2, keys.getArray("locations"));
            }
            touch.execute();
            try (ResultSet changed = recalculate.executeQuery()) {
                changed.next();
                return changed.getLong(1) > 0;
            }
        }
    }
}
