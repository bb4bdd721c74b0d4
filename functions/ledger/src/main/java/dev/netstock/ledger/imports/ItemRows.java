package dev.netstock.ledger.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Items: movements that waited for one are taken in by the database as it appears. */
record ItemRows() implements FileRows {
    private static final RepeatedRows REPEATED =
            new RepeatedRows("sku", "Each SKU must appear only once.");

    private static final String TAKE_IN =
            """
            INSERT INTO items AS i (sku, name, said_at)
            SELECT r.sku, r.name, u.uploaded_at FROM file_rows r JOIN imports u ON u.import_id = ?
            ORDER BY 1
            ON CONFLICT (sku) DO UPDATE
                SET name = excluded.name, said_at = excluded.said_at, heard_at = now()
                WHERE i.said_at < excluded.said_at AND i.name <> excluded.name
            """;

    /** Those whose name is the same are said anew, too: what was said in between is older. */
    private static final String SAID_AGAIN =
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
    public List<FileError> contradictions(Connection connection) throws SQLException {
        return REPEATED.find(connection);
    }

    @Override
    public TakenIn takeIn(long importId, Connection connection) throws SQLException {
        long changed = FileRows.change(connection, TAKE_IN, importId);
        FileRows.change(connection, SAID_AGAIN, importId);
        return new TakenIn(changed, 0);
    }
}
