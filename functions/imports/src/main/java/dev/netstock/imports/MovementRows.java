package dev.netstock.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Sales, receipts and adjustments: movements, recorded by the rule by which all are. What was told
 * before, by a file or by the stream, is overlooked.
 *
 * @param kind the kind of movement, as the ledger spells it
 * @param source who tells of them where a row does not say
 * @param sign by which units change what is on hand
 * @param orderId the column of the order; NULL where there is none
 */
record MovementRows(String kind, String source, int sign, String orderId) implements FileRows {
    /** So many lines at a time: arrays in the database's memory stay small. */
    private static final int LINES_AT_ONCE = 100_000;

    private static final String INDEX_LINES = "CREATE INDEX ON file_rows (line)";
    private static final String LAST_LINE = "SELECT coalesce(max(line), 0) FROM file_rows";

    /** The lock of those who may put movements aside comes before those of keys. */
    private static final String LOCK_ASIDE = "SELECT lock_aside(false)";

    private static final String TOUCH =
            """
            SELECT touch(array_agg(sku), array_agg(location))
            FROM (
                SELECT DISTINCT sku, location FROM file_rows r
                WHERE EXISTS (SELECT FROM items i WHERE i.sku = r.sku)
                  AND EXISTS (SELECT FROM locations l WHERE l.location = r.location)
            ) keys
            """;

    static MovementRows ofSales() {
        return new MovementRows("sale", "/core/sales", -1, "order_id");
    }

    static MovementRows ofReceipts() {
        return new MovementRows("receipt", "/core/receipts", 1, "NULL::text");
    }

    static MovementRows ofAdjustments() {
        return new MovementRows("adjustment", "/core/adjustments", 1, "NULL::text");
    }

    /** A movement that is told twice is one movement. */
    @Override
    public List<RowFault> contradictions(Connection connection) {
        return List.of();
    }

    @Override
    public long takeIn(long importId, Connection connection) throws SQLException {
        FileRows.change(connection, INDEX_LINES);
        FileRows.change(connection, LOCK_ASIDE);
        FileRows.change(connection, TOUCH);
        long last = FileRows.number(connection, LAST_LINE);
        long changed = 0;
        for (long line = 0; line < last; line += LINES_AT_ONCE) {
            changed += FileRows.number(connection, record(), line, line + LINES_AT_ONCE);
        }
        return changed;
    }

    private String record() {
        return """
        SELECT r.recorded + r.aside
        FROM (
            SELECT array_agg(coalesce(source, '%s')) AS sources, array_agg(movement_id) AS ids,
                   array_agg(business_date) AS dates, array_agg('%s'::text) AS kinds,
                   array_agg(sku) AS skus, array_agg(location) AS locations,
                   array_agg(%d * units) AS units, array_agg(%s) AS orders,
                   array_agg(occurred_at) AS times
            FROM file_rows WHERE line > ? AND line <= ?
        ) a, record_movements(sources, ids, dates, kinds, skus, locations, units, orders, times) r
        """
                .formatted(source, kind, sign, orderId);
    }
}
