package dev.netstock.ledger.imports;

import dev.netstock.files.FileError;
import dev.netstock.ledger.database.Sql;

import java.sql.SQLException;
import java.util.List;

/**
 * Units on display, which are not for sale. A number replaces the previous one of its SKU at its
 * location, whether that came from a file or from the SKU's settings. Versions are times in
 * milliseconds.
 */
record DisplaySampleRows() implements FileRows {
    private static final RepeatedRows REPEATED =
            new RepeatedRows("sku, location", "Each SKU must appear only once per location.");
    private static final String IMPORT =
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
    public List<FileError> contradictions(Sql sql) throws SQLException {
        return REPEATED.find(sql);
    }

    @Override
    public RowCounts importRows(long importId, Sql sql) throws SQLException {
        long changed = sql.run(IMPORT, importId);
        FileRows.recalculate(sql);
        return new RowCounts(changed, 0);
    }
}
