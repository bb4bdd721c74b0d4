package dev.netstock.ledger.imports;

import dev.netstock.files.FileError;
import dev.netstock.files.FileErrors;
import dev.netstock.ledger.database.Sql;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/**
 * Finds rows whose business date is too far in the future: book stock of 2062 would override all
 * later book stock.
 */
final class ImplausibleDates {
    static final String EXPECTED =
            "Must not be later than tomorrow in the retailer's time zone, unless the file name ends"
                    + " in .forced.csv or .forced.csv.gz.";

    private static final String FIND =
            """
            SELECT line, business_date FROM file_rows WHERE business_date > ?
            ORDER BY line LIMIT %d
            """
                    .formatted(FileErrors.ERRORS_MAX);

    private ImplausibleDates() {}

    static List<FileError> find(LocalDate last, Sql sql) throws SQLException {
        return sql.list(
                FIND,
                row ->
                        new FileError(
                                row.getLong("line"),
                                "business_date",
                                row.getString("business_date"),
                                EXPECTED),
                last);
    }
}
