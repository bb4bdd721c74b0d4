package dev.netstock.ledger.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Books that are to be withdrawn, whatever their units: for each SKU, location and business date
 * the newest of the books that are left counts again. A book that is uploaded later stands.
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
    public List<FileError> contradictions(Connection connection) throws SQLException {
        return BookStockRows.REPEATED.find(connection);
    }

    @Override
    public TakenIn takeIn(long importId, Connection connection) throws SQLException {
        FileRows.change(connection, BookStockRows.lock(true));
        FileRows.change(connection, KEEP, importId);
        long withdrawn = FileRows.change(connection, WITHDRAW, importId);
        FileRows.recalculate(connection);
        return new TakenIn(withdrawn, 0);
    }
}
