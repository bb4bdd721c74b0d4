package dev.netstock.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Items: movements that waited for one are taken in by the database as it appears. */
record ItemRows() implements FileRows {
    private static final RepeatedRows REPEATED =
            new RepeatedRows("sku", "Each SKU is expected once.");

    private static final String TAKE_IN =
            """
            INSERT INTO items AS i (sku, name)
            SELECT sku, name FROM file_rows ORDER BY sku
            ON CONFLICT (sku) DO UPDATE SET name = excluded.name, heard_at = now()
                WHERE i.name <> excluded.name
            """;

    @Override
    public List<RowFault> contradictions(Connection connection) throws SQLException {
        return REPEATED.find(connection);
    }

    @Override
    public long takeIn(long importId, Connection connection) throws SQLException {
        return FileRows.change(connection, TAKE_IN);
    }
}
