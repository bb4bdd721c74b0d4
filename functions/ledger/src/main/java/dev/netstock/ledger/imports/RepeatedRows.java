package dev.netstock.ledger.imports;

import dev.netstock.files.FileError;
import dev.netstock.files.FileErrors;
import dev.netstock.ledger.database.Sql;

import java.sql.SQLException;
import java.util.List;

/**
 * Finds rows whose key occurs in an earlier line. Only the core system knows which row is right.
 *
 * @param key the columns of the key
 * @param column the one that the report names
 * @param expected the rule, as a sentence
 */
record RepeatedRows(String key, String column, String expected) {
    /** Rows of SKUs. */
    RepeatedRows(String key, String expected) {
        this(key, "sku", expected);
    }

    List<FileError> find(Sql sql) throws SQLException {
        return sql.list(
                """
                SELECT line, value, first FROM (
                    SELECT line, %s AS value, min(line) OVER (PARTITION BY %s) AS first
                    FROM file_rows
                ) placed WHERE line > first ORDER BY line LIMIT %d
                """
                        .formatted(column, key, FileErrors.ERRORS_MAX),
                row ->
                        new FileError(
                                row.getLong("line"),
                                column,
                                row.getString("value"),
                                "%s First occurrence: line %d."
                                        .formatted(expected, row.getLong("first"))));
    }
}
