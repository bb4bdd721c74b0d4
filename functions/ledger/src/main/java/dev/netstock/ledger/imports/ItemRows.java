package dev.netstock.ledger.imports;

import dev.netstock.files.FileError;
import dev.netstock.ledger.database.ColumnArrays;
import dev.netstock.ledger.database.Sql;

import java.sql.SQLException;
import java.util.List;

/** Items. When an item appears, the database records the movements that waited for it. */
record ItemRows() implements FileRows {
    private static final RepeatedRows REPEATED =
            new RepeatedRows("sku", "Each SKU must appear only once.");

    /**
     * The SKUs that move to or from a category with buffers are sent again. Run before the rows are
     * imported.
     */
    private static final String MOVED =
            """
            SELECT i.sku FROM file_rows r
            JOIN imports u ON u.import_id = ?
            JOIN items i ON i.sku = r.sku AND i.said_at < u.uploaded_at
            WHERE r.category IS DISTINCT FROM i.category AND r.category IS NOT NULL
              AND EXISTS (SELECT FROM category_buffers b
                          WHERE b.category IN (r.category, i.category) AND b.units IS NOT NULL)
            """;

    private static final String SEND_AGAIN = "SELECT send_again(?)";

    /** A row without a category keeps the one that the item has. */
    private static final String IMPORT =
            """
            INSERT INTO items AS i (sku, name, category, said_at)
            SELECT r.sku, r.name, r.category, u.uploaded_at
            FROM file_rows r JOIN imports u ON u.import_id = ?
            ORDER BY 1
            ON CONFLICT (sku) DO UPDATE
                SET name = excluded.name, category = coalesce(excluded.category, i.category),
                    said_at = excluded.said_at, heard_at = now()
                WHERE i.said_at < excluded.said_at
                  AND (i.name, i.category) IS DISTINCT FROM
                      (excluded.name, coalesce(excluded.category, i.category))
            """;

    /**
     * Updates the upload time of items that did not change, so that files uploaded in between and
     * imported later do not replace them.
     */
    private static final String CONFIRM_UNCHANGED =
            """
            UPDATE items i SET said_at = u.uploaded_at, heard_at = now()
            FROM file_rows r, imports u
            WHERE u.import_id = ? AND i.sku = r.sku AND i.said_at < u.uploaded_at
            """;

    @Override
    public FileKind kind() {
        return FileKind.ITEMS;
    }

    @Override
    public List<FileError> contradictions(Sql sql) throws SQLException {
        return REPEATED.find(sql);
    }

    @Override
    public RowCounts importRows(long importId, Sql sql) throws SQLException {
        sql.run(CategoryBufferRows.LOCK);
        List<String> moved = sql.list(MOVED, row -> row.getString("sku"), importId);
        long changed = sql.run(IMPORT, importId);
        sql.run(CONFIRM_UNCHANGED, importId);
        if (!moved.isEmpty()) {
            sql.run(SEND_AGAIN, ColumnArrays.of(moved).text(it -> it));
        }
        return new RowCounts(changed, 0);
    }
}
