package dev.netstock.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Units on display, which nobody can buy: a number for a SKU at a location, in place of the one
 * before, whether a file or a SKU's settings told it. Versions are times, in milliseconds.
 */
record DisplaySampleRows() implements FileRows {
    private static final RepeatedRows REPEATED =
            new RepeatedRows("sku, location", "Each SKU is expected once for a location.");

    private static final String TAKE_IN =
            """
            INSERT INTO display_samples AS d (sku, location, units, version)
            SELECT sku, location, units, (extract(epoch FROM now()) * 1000)::bigint FROM file_rows
            ORDER BY sku, location
            ON CONFLICT (sku, location) DO UPDATE
                SET units = excluded.units, version = greatest(d.version + 1, excluded.version),
                    heard_at = now()
            """;

    @Override
    public List<RowFault> contradictions(Connection connection) throws SQLException {
        return REPEATED.find(connection);
    }

    @Override
    public long takeIn(long importId, Connection connection) throws SQLException {
        long changed = FileRows.change(connection, TAKE_IN);
        FileRows.recalculate(connection);
        return changed;
    }
}
