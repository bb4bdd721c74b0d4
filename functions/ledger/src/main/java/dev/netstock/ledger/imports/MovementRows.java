package dev.netstock.ledger.imports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sales, receipts and adjustments: movements, recorded by the rule by which all are. What was told
 * before, by a file or by the stream, is overlooked; what was told otherwise before is kept as a
 * contradiction.
 *
 * @param kind the kind of file
 * @param movementKind the kind of movement, as the ledger spells it
 * @param source who tells of them where a row does not say
 * @param sign by which units change what is on hand
 * @param orderId the column of the order; NULL where there is none
 */
record MovementRows(FileKind kind, String movementKind, String source, int sign, String orderId)
        implements FileRows {
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
        return new MovementRows(FileKind.SALES, "sale", "/core/sales", -1, "order_id");
    }

    static MovementRows ofReceipts() {
        return new MovementRows(FileKind.RECEIPTS, "receipt", "/core/receipts", 1, "NULL::text");
    }

    static MovementRows ofAdjustments() {
        return new MovementRows(
                FileKind.ADJUSTMENTS, "adjustment", "/core/adjustments", 1, "NULL::text");
    }

    /** A movement that is there twice is one movement; one that differs has to be corrected. */
    @Override
    public List<FileError> contradictions(Connection connection) throws SQLException {
        List<FileError> faults = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(differing());
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                faults.add(
                        new FileError(
                                rows.getLong("line"),
                                "movement_id",
                                rows.getString("movement_id"),
                                "Line %d has the same source, movement_id and business_date, but different contents. Use another movement_id."
                                        .formatted(rows.getLong("first"))));
            }
        }
        return faults;
    }

    @Override
    public TakenIn takeIn(long importId, Connection connection) throws SQLException {
        FileRows.change(connection, INDEX_LINES);
        FileRows.change(connection, LOCK_ASIDE);
        FileRows.change(connection, TOUCH);
        long last = FileRows.number(connection, LAST_LINE);
        var changed = new TakenIn(0, 0);
        for (long line = 0; line < last; line += LINES_AT_ONCE) {
            TakenIn more = record(line, connection);
            changed =
                    new TakenIn(
                            changed.rows() + more.rows(),
                            changed.contradictions() + more.contradictions());
        }
        return changed;
    }

    private TakenIn record(long line, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(record())) {
            statement.setLong(1, line);
            statement.setLong(2, line + LINES_AT_ONCE);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new TakenIn(row.getLong("new"), row.getLong("contradictory"));
            }
        }
    }

    /** Rows with the name of an earlier one, and other contents. */
    private String differing() {
        return """
        WITH named AS (
            SELECT line, coalesce(source, '%1$s') AS source, movement_id, business_date, sku, location,
                   units, coalesce(%2$s, '') AS order_id
            FROM file_rows
        ), contradicted AS (
            SELECT source, movement_id, business_date, min(line) AS first
            FROM named GROUP BY 1, 2, 3
            HAVING min(sku) <> max(sku) OR min(location) <> max(location)
                OR min(units) <> max(units) OR min(order_id) <> max(order_id)
        )
        SELECT r.line, r.movement_id, c.first
        FROM contradicted c
        JOIN named f ON f.line = c.first
        JOIN named r ON (r.source, r.movement_id, r.business_date)
                      = (c.source, c.movement_id, c.business_date)
        WHERE (r.sku, r.location, r.units, r.order_id) <> (f.sku, f.location, f.units, f.order_id)
        ORDER BY 1 LIMIT %3$d
        """
                .formatted(source, orderId, FileErrors.ERRORS_MAX);
    }

    private String record() {
        return """
        SELECT r.recorded + r.aside AS new, r.contradictory
        FROM (
            SELECT array_agg(coalesce(source, '%s')) AS sources, array_agg(movement_id) AS ids,
                   array_agg(business_date) AS dates, array_agg('%s'::text) AS kinds,
                   array_agg(sku) AS skus, array_agg(location) AS locations,
                   array_agg(%d * units) AS units, array_agg(%s) AS orders,
                   array_agg(occurred_at) AS times
            FROM file_rows WHERE line > ? AND line <= ?
        ) a, record_movements(sources, ids, dates, kinds, skus, locations, units, orders, times) r
        """
                .formatted(source, movementKind, sign, orderId);
    }
}
