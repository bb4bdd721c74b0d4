package dev.netstock.ledger.imports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * What is done with a file's rows once all of them are staged: a few statements, whatever their
 * number. In a transaction of the caller's.
 */
interface FileRows {
    /** What kind of file they are of. */
    FileKind kind();

    /** Those that contradict each other. */
    List<FileError> contradictions(Connection connection) throws SQLException;

    /**
     * Takes them into the ledger.
     *
     * @return how many changed something
     */
    TakenIn takeIn(long importId, Connection connection) throws SQLException;

    /**
     * What came of rows.
     *
     * @param rows how many changed something
     * @param contradictions how many have the name of a movement that counts, and other contents
     */
    record TakenIn(long rows, long contradictions) {}

    static FileRows of(FileKind kind) {
        return switch (kind) {
            case BOOK_STOCK -> new BookStockRows();
            case SALES -> MovementRows.ofSales();
            case RECEIPTS -> MovementRows.ofReceipts();
            case ADJUSTMENTS -> MovementRows.ofAdjustments();
            case DISPLAY_SAMPLES -> new DisplaySampleRows();
            case ITEMS -> new ItemRows();
        };
    }

    /** Locks the rows of all keys of the file, and calculates them anew. */
    static void recalculate(Connection connection) throws SQLException {
        change(connection, ofAllKeys("touch"));
        change(connection, ofAllKeys("recalculate"));
    }

    private static String ofAllKeys(String function) {
        return """
        SELECT %s(array_agg(sku), array_agg(location))
        FROM (SELECT DISTINCT sku, location FROM file_rows) keys
        """
                .formatted(function);
    }

    /** Runs a command, and tells how many rows it changed. */
    static long change(Connection connection, String command, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(command)) {
            bind(statement, parameters);
            return statement.execute() ? 0 : statement.getUpdateCount();
        }
    }

    /** The one number of a query. */
    static long number(Connection connection, String query, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            bind(statement, parameters);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void bind(PreparedStatement statement, Object... parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
