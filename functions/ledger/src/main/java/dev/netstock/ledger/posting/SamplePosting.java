package dev.netstock.ledger.posting;

import dev.netstock.events.EventData.DisplaySamplesChanged;
import dev.netstock.ledger.database.ColumnArrays;
import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.database.Transactions;

import java.sql.SQLException;
import java.util.List;

/**
 * Posts the units on display, in any order. Of two reports of a key, the one with the greater
 * version counts. A version is a time in milliseconds, which is compared with the upload time of
 * files. Thread-safe.
 *
 * @param ledger the database
 */
record SamplePosting(Transactions ledger) {
    private static final String NEWEST =
            """
            WITH reported AS (
                SELECT DISTINCT ON (sku, location) *
                FROM unnest(?, ?, ?, ?) AS t (sku, location, units, version)
                ORDER BY sku, location, version DESC
            )
            INSERT INTO display_samples AS d (sku, location, units, version, said_at)
            SELECT sku, location, units, version, to_timestamp(version / 1000.0)
            FROM reported ORDER BY sku, location
            ON CONFLICT (sku, location) DO UPDATE
                SET units = excluded.units, version = excluded.version,
                    said_at = excluded.said_at, heard_at = now()
                WHERE d.said_at < excluded.said_at
            RETURNING sku, location
            """;
    private static final String TOUCH = "SELECT touch(?, ?)";
    private static final String RECALCULATE = "SELECT recalculate(?, ?)";

    private record Key(String sku, String location) {}

    /** Posts a batch, and returns whether supply changed. */
    boolean post(List<DisplaySamplesChanged> samples) {
        return ledger.inTransaction(sql -> post(sql, samples));
    }

    private static boolean post(Sql sql, List<DisplaySamplesChanged> samples) throws SQLException {
        List<Key> changed =
                sql.list(
                        NEWEST,
                        row -> new Key(row.getString("sku"), row.getString("location")),
                        ColumnArrays.of(samples)
                                .text(DisplaySamplesChanged::sku)
                                .text(DisplaySamplesChanged::location)
                                .bigint(DisplaySamplesChanged::units)
                                .bigint(DisplaySamplesChanged::version));
        if (changed.isEmpty()) {
            return false;
        }
        sql.run(TOUCH, ColumnArrays.of(changed).text(Key::sku).text(Key::location));
        return sql.number(RECALCULATE, ColumnArrays.of(changed).text(Key::sku).text(Key::location))
                > 0;
    }
}
