package dev.netstock.ledger.imports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows whose key stands in an earlier line already: nobody knows which of them is right.
 *
 * @param key the columns that make the key
 * @param expected what is expected of them, as a sentence
 */
record RepeatedRows(String key, String expected) {
    List<FileError> find(Connection connection) throws SQLException {
        String query =
                """
                SELECT line, sku, first FROM (
                    SELECT line, sku, min(line) OVER (PARTITION BY %s) AS first FROM file_rows
                ) placed WHERE line > first ORDER BY line LIMIT %d
                """
                        .formatted(key, FileErrors.ERRORS_MAX);
        List<FileError> faults = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                faults.add(
                        new FileError(
                                rows.getLong("line"),
                                "sku",
                                rows.getString("sku"),
                                expected
                                        + " First occurrence: line %d."
                                                .formatted(rows.getLong("first"))));
            }
        }
        return faults;
    }
}
