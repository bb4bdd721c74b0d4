package dev.netstock.ledger.imports;

import dev.netstock.files.FileError;
import dev.netstock.ledger.database.Sql;

import java.sql.SQLException;
import java.util.List;

/**
 * Withdraws book stock, regardless of its units. For each SKU, location and business date, the
 * newest remaining book stock counts again. Book stock that is uploaded later stays.
 */
record WithdrawnBookRows() implements FileRows {
    private static final String KEEP =
            """
            INSERT INTO book_stock_withdrawn AS w (sku, location, business_date, said_at)
            SELECT r.sku, r.location, r.business_date, i.uploaded_at
            FROM file_rows r JOIN imports i ON i.import_id = ?
            ORDER BY 1, 2, 3
            ON CONFLICT (sku, location, business_date) DO UPDATE
                SET said_at = greatest(w.said_at, excluded.said_at)
            """;
    private static final String WITHDRAW =
            """
            DELETE FROM book_stock b USING file_rows r, imports i
            WHERE i.import_id = ? AND b.said_at < i.uploaded_at
              AND (b.sku, b.location, b.business_date) = (r.sku, r.location, r.business_date)
            """;

    @Override
    public FileKind kind() {
        return FileKind.BOOK_STOCK;
    }

    @Override
    public List<FileError> contradictions(Sql sql) throws SQLException {
        return BookStockRows.REPEATED.find(sql);
    }

    @Override
    public RowCounts importRows(long importId, Sql sql) throws SQLException {
        sql.run(BookStockRows.lock(true));
        sql.run(KEEP, importId);
        long withdrawn = sql.run(WITHDRAW, importId);
        FileRows.recalculate(sql);
        return new RowCounts(withdrawn, 0);
    }
}
