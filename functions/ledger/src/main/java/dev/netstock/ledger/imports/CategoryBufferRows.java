package dev.netstock.ledger.imports;

import dev.netstock.files.FileError;
import dev.netstock.files.FileErrors;
import dev.netstock.ledger.database.ColumnArrays;
import dev.netstock.ledger.database.Sql;
import dev.netstock.stock.place.Place;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Units that channels leave alone of each SKU of a category. A row replaces the number of its
 * category and channel; without units it removes it. Net stock gets them with the supply of the
 * SKUs, which is sent again if a number changed.
 */
record CategoryBufferRows() implements FileRows {
    private static final RepeatedRows REPEATED =
            new RepeatedRows(
                    "category, channel",
                    "category",
                    "Each channel must appear only once for a category.");
    private static final String TOO_MANY =
            """
            SELECT max(line) AS line, category FROM (
                SELECT line, category, channel FROM file_rows WHERE units IS NOT NULL
                UNION ALL
                SELECT 0, b.category, b.channel FROM category_buffers b
                WHERE b.units IS NOT NULL AND b.category IN (SELECT category FROM file_rows)
                  AND NOT EXISTS (SELECT FROM file_rows r
                                  WHERE (r.category, r.channel) = (b.category, b.channel))
            ) all_rows
            GROUP BY category HAVING count(*) > ? ORDER BY 1 LIMIT ?
            """;

    /**
     * Items that get a category, and buffers that a category gets, must see each other: one import
     * of either kind at a time.
     */
    static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtextextended('category_buffers', 2))";

    /** The SKUs of the categories of which a number changed are sent again. */
    private static final String IMPORT =
            """
            WITH changed AS (
                INSERT INTO category_buffers AS b (category, channel, units, said_at)
                SELECT r.category, r.channel, r.units, u.uploaded_at
                FROM file_rows r JOIN imports u ON u.import_id = ?
                ORDER BY 1, 2
                ON CONFLICT (category, channel) DO UPDATE
                    SET units = excluded.units, said_at = excluded.said_at, heard_at = now()
                    WHERE b.said_at < excluded.said_at AND b.units IS DISTINCT FROM excluded.units
                RETURNING category
            )
            SELECT category FROM changed
            """;

    private static final String CONFIRM_UNCHANGED =
            """
            UPDATE category_buffers b SET said_at = u.uploaded_at, heard_at = now()
            FROM file_rows r, imports u
            WHERE u.import_id = ? AND (b.category, b.channel) = (r.category, r.channel)
              AND b.said_at < u.uploaded_at
            """;
    private static final String SEND_AGAIN =
            """
            SELECT send_again(coalesce(array_agg(sku), '{}')) FROM items WHERE category = ANY (?)
            """;

    @Override
    public FileKind kind() {
        return FileKind.CATEGORY_BUFFERS;
    }

    @Override
    public List<FileError> contradictions(Sql sql) throws SQLException {
        List<FileError> errors = new ArrayList<>(REPEATED.find(sql));
        errors.addAll(
                sql.list(
                        TOO_MANY,
                        CategoryBufferRows::tooMany,
                        Place.BUFFERS_MAX,
                        FileErrors.ERRORS_MAX));
        return errors;
    }

    private static FileError tooMany(ResultSet row) throws SQLException {
        return new FileError(
                row.getLong("line"),
                "category",
                row.getString("category"),
                "A category must not have buffers of more than %d channels."
                        .formatted(Place.BUFFERS_MAX));
    }

    @Override
    public RowCounts importRows(long importId, Sql sql) throws SQLException {
        sql.run(LOCK);
        List<String> changed = sql.list(IMPORT, row -> row.getString("category"), importId);
        sql.run(CONFIRM_UNCHANGED, importId);
        sql.run(SEND_AGAIN, ColumnArrays.of(changed).text(it -> it));
        return new RowCounts(changed.size(), 0);
    }
}
