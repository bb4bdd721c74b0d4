package dev.netstock.ledger.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Book stock. The core system knows what there is: a SKU or a location that nobody knows yet
 * becomes known by it; a location does not sell online by that.
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

    /** What was withdrawn later does not come back. */
    private static final String TAKE_IN =
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

    /** Those whose units are the same are said anew, too: what was said in between is older. */
    private static final String SAID_AGAIN =
            """
            UPDATE book_stock b SET said_at = i.uploaded_at, import_id = i.import_id, heard_at = now()
            FROM file_rows r, imports i
            WHERE i.import_id = ? AND b.said_at < i.uploaded_at
              AND (b.sku, b.location, b.business_date) = (r.sku, r.location, r.business_date)
            """;

    /**
     * Withdrawals and books of one key may come at once; whichever commits later sees the other.
     */
    static String lock(boolean isAlone) {
        return "SELECT pg_advisory_xact_lock%s(hashtextextended('book_stock', 1))"
                .formatted(isAlone ? "" : "_shared");
    }

    @Override
    public FileKind kind() {
        return FileKind.BOOK_STOCK;
    }

    @Override
    public List<FileError> contradictions(Connection connection) throws SQLException {
        return REPEATED.find(connection);
    }

    /** The keys are locked last, so that others wait as short as can be. */
    @Override
    public TakenIn takeIn(long importId, Connection connection) throws SQLException {
        FileRows.change(connection, ADD_LOCATIONS);
        FileRows.change(connection, ADD_ITEMS);
        FileRows.change(connection, lock(false));
        long changed = FileRows.change(connection, TAKE_IN, importId);
        if (changed < FileRows.number(connection, "SELECT count(*) FROM file_rows")) {
            FileRows.change(connection, SAID_AGAIN, importId);
        }
        FileRows.recalculate(connection);
        return new TakenIn(changed, 0);
    }
}
