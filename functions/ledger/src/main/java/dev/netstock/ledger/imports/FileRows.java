package dev.netstock.ledger.imports;

import dev.netstock.files.FileError;
import dev.netstock.ledger.database.Sql;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Checks and imports the staged rows of a kind of file, with a few statements for any number, in
 * the caller's transaction.
 */
interface FileRows {
    FileKind kind();

    /** Finds the rows that contradict each other. */
    List<FileError> contradictions(Sql sql) throws SQLException;

    /** Writes the rows to the ledger. */
    RowCounts importRows(long importId, Sql sql) throws SQLException;

    /**
     * The result of importing rows.
     *
     * @param changed rows that changed something
     * @param contradictions rows that repeat the name of a counted movement with other contents
     */
    record RowCounts(long changed, long contradictions) {}

    /**
     * @param locations those of a file of locations
     */
    static FileRows of(FileKind kind, Supplier<FileRows> locations) {
        return switch (kind) {
            case BOOK_STOCK -> new BookStockRows();
            case SALES -> MovementRows.ofSales();
            case RECEIPTS -> MovementRows.ofReceipts();
            case ADJUSTMENTS -> MovementRows.ofAdjustments();
            case DISPLAY_SAMPLES -> new DisplaySampleRows();
            case ITEMS -> new ItemRows();
            case LOCATIONS -> locations.get();
            case CATEGORY_BUFFERS -> new CategoryBufferRows();
        };
    }

    /** Locks the rows of all keys of the file, and recalculates them. */
    static void recalculate(Sql sql) throws SQLException {
        for (String function : List.of("touch", "recalculate")) {
            sql.run(
                    """
                    SELECT %s(array_agg(sku), array_agg(location))
                    FROM (SELECT DISTINCT sku, location FROM file_rows) keys
                    """
                            .formatted(function));
        }
    }
}
