package dev.netstock.ledger.imports;

import dev.netstock.files.FileError;
import dev.netstock.files.FileErrors;
import dev.netstock.ledger.database.Sql;

import java.sql.SQLException;
import java.util.List;

/**
 * Sales, receipts and adjustments: movements, recorded by the same rule as those of the stream. A
 * movement that the ledger already has is skipped; one with the same name and other contents is
 * kept as a contradiction.
 *
 * @param kind the kind of file
 * @param movementKind the kind of movement in the ledger
 * @param source the source of rows that name none
 * @param sign of the units, as they change what is on hand
 * @param orderId the column of the order; NULL if there is none
 */
record MovementRows(FileKind kind, String movementKind, String source, int sign, String orderId)
        implements FileRows {
    /** The lines of one statement, so that arrays in the database's memory stay small. */
    private static final int LINES_AT_ONCE = 100_000;

    private static final String INDEX_LINES = "CREATE INDEX ON file_rows (line)";
    private static final String LAST_LINE = "SELECT coalesce(max(line), 0) FROM file_rows";

    /** The lock on pending movements comes before the locks on keys. */
    private static final String LOCK_PENDING = "SELECT lock_aside(false)";

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

    /** A repeated movement is accepted; one with other contents must be corrected. */
    @Override
    public List<FileError> contradictions(Sql sql) throws SQLException {
        return sql.list(
                contradictionQuery(),
                row ->
                        new FileError(
                                row.getLong("line"),
                                "movement_id",
                                row.getString("movement_id"),
                                "Line %d has the same source, movement_id and business_date, but different contents. Use another movement_id."
                                        .formatted(row.getLong("first"))));
    }

    @Override
    public RowCounts importRows(long importId, Sql sql) throws SQLException {
        sql.run(INDEX_LINES);
        sql.run(LOCK_PENDING);
        sql.run(TOUCH);
        String query = recordQuery();
        long last = sql.number(LAST_LINE);
        long changed = 0;
        long contradictions = 0;
        for (long line = 0; line < last; line += LINES_AT_ONCE) {
            RowCounts counts =
                    sql.first(
                                    query,
                                    row ->
                                            new RowCounts(
                                                    row.getLong("new"),
                                                    row.getLong("contradictory")),
                                    line,
                                    line + LINES_AT_ONCE)
                            .orElseThrow();
            changed += counts.changed();
            contradictions += counts.contradictions();
        }
        return new RowCounts(changed, contradictions);
    }

    /** Finds rows that repeat the name of an earlier row with other contents. */
    private String contradictionQuery() {
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

    private String recordQuery() {
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
