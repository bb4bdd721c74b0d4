package dev.netstock.ledger.imports;

import dev.netstock.files.FileError;
import dev.netstock.ledger.database.Sql;

import java.sql.SQLException;
import java.util.List;

/**
 * Book stock. The core system is the source of SKUs and locations: an unknown one is added. A
 * location does not sell online because of that.
 */
record BookStockRows() implements FileRows {
    static final RepeatedRows REPEATED =
            new RepeatedRows(
                    "sku, location, business_date",
                    "Each SKU must appear only once per location and business date.");
    private static final String ADD_LOCATIONS =
            """
            INSERT INTO locations (location)
            SELECT DISTINCT location FROM file_rows r
            WHERE NOT EXISTS (SELECT FROM locations l WHERE l.location = r.location)
            ON CONFLICT DO NOTHING
            """;
    private static final String ADD_ITEMS =
            """
            INSERT INTO items (sku)
            SELECT DISTINCT sku FROM file_rows r
            WHERE NOT EXISTS (SELECT FROM items i WHERE i.sku = r.sku)
            ON CONFLICT DO NOTHING
            """;

    /** Skips rows that a newer file withdrew. */
    private static final String IMPORT =
            """
            INSERT INTO book_stock AS b (sku, location, business_date, units, import_id, said_at)
            SELECT r.sku, r.location, r.business_date, r.units, i.import_id, i.uploaded_at
            FROM file_rows r
            JOIN imports i ON i.import_id = ?
            LEFT JOIN book_stock_withdrawn w
                ON (w.sku, w.location, w.business_date) = (r.sku, r.location, r.business_date)
                AND w.said_at > i.uploaded_at
            WHERE w.sku IS NULL
            ORDER BY 1, 2, 3
            ON CONFLICT (sku, location, business_date) DO UPDATE
                SET units = excluded.units, import_id = excluded.import_id,
                    said_at = excluded.said_at, heard_at = now()
                WHERE b.said_at < excluded.said_at AND b.units <> excluded.units
            """;

    /**
     * Updates the upload time of rows whose units did not change, so that files uploaded in between
     * and imported later do not replace them.
     */
    private static final String CONFIRM_UNCHANGED =
            """
            UPDATE book_stock b SET said_at = i.uploaded_at, import_id = i.import_id, heard_at = now()
            FROM file_rows r, imports i
            WHERE i.import_id = ? AND b.said_at < i.uploaded_at
              AND (b.sku, b.location, b.business_date) = (r.sku, r.location, r.business_date)
            """;

    /**
     * A lock between withdrawals and book stock, so that the transaction that commits later sees
     * the other one.
     */
    static String lock(boolean isExclusive) {
        return "SELECT pg_advisory_xact_lock%s(hashtextextended('book_stock', 1))"
                .formatted(isExclusive ? "" : "_shared");
    }

    @Override
    public FileKind kind() {
        return FileKind.BOOK_STOCK;
    }

    @Override
    public List<FileError> contradictions(Sql sql) throws SQLException {
        return REPEATED.find(sql);
    }

    /** Locks the keys last, so that other transactions wait as briefly as possible. */
    @Override
    public RowCounts importRows(long importId, Sql sql) throws SQLException {
        sql.run(ADD_LOCATIONS);
        sql.run(ADD_ITEMS);
        sql.run(lock(false));
        long changed = sql.run(IMPORT, importId);
        if (changed < sql.number("SELECT count(*) FROM file_rows")) {
            sql.run(CONFIRM_UNCHANGED, importId);
        }
        FileRows.recalculate(sql);
        return new RowCounts(changed, 0);
    }
}
