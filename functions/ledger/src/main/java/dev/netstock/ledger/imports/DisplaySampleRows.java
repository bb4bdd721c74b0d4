package dev.netstock.ledger.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Units on display, which nobody can buy: a number for a SKU at a location, in place of the one
 * before, whether a file or a SKU's settings told it. Versions are times, in milliseconds.
 */
record DisplaySampleRows() implements FileRows {
    private static final RepeatedRows REPEATED =
            new RepeatedRows("sku, location", "Each SKU must appear only once per location.");

    private static final String TAKE_IN =
            """
            INSERT INTO display_samples AS d (sku, location, units, version, said_at)
            SELECT r.sku, r.location, r.units, floor(extract(epoch FROM i.uploaded_at) * 1000)::bigint,
                   i.uploaded_at
            FROM file_rows r JOIN imports i ON i.import_id = ?
            ORDER BY 1, 2
            ON CONFLICT (sku, location) DO UPDATE
                SET units = excluded.units, version = excluded.version, said_at = excluded.said_at,
                    heard_at = now()
                WHERE d.said_at < excluded.said_at
            """;

    @Override
    public FileKind kind() {
        return FileKind.DISPLAY_SAMPLES;
    }

    @Override
    public List<FileError> contradictions(Connection connection) throws SQLException {
        return REPEATED.find(connection);
    }

    @Override
    public TakenIn takeIn(long importId, Connection connection) throws SQLException {
        long changed = FileRows.change(connection, TAKE_IN, importId);
        FileRows.recalculate(connection);
        return new TakenIn(changed, 0);
    }
}
