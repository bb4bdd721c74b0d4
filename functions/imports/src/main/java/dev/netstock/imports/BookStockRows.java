package dev.netstock.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Book stock. The core system knows what there is: a SKU or a location that nobody knows yet
 * becomes known by it; a location does not sell online by that.
 */
record BookStockRows() implements FileRows {
    private static final RepeatedRows REPEATED =
            new RepeatedRows(
                    "sku, location, business_date",
                    "Each SKU is expected once for a location and business date.");

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
    private static final String TAKE_IN =
            """
            INSERT INTO book_stock AS b (sku, location, business_date, units, import_id)
            SELECT sku, location, business_date, units, ? FROM file_rows
            ORDER BY sku, location, business_date
            ON CONFLICT (sku, location, business_date) DO UPDATE
                SET units = excluded.units, import_id = excluded.import_id, heard_at = now()
                WHERE b.units <> excluded.units
            """;

    @Override
    public List<RowFault> contradictions(Connection connection) throws SQLException {
        return REPEATED.find(connection);
    }

    /** The keys are locked last, so that others wait as short as can be. */
    @Override
    public long takeIn(long importId, Connection connection) throws SQLException {
        FileRows.change(connection, ADD_LOCATIONS);
        FileRows.change(connection, ADD_ITEMS);
        long changed = FileRows.change(connection, TAKE_IN, importId);
        FileRows.recalculate(connection);
        return changed;
    }
}
