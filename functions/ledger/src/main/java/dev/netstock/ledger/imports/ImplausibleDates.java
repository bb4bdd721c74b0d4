package dev.netstock.ledger.imports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Rows whose business date is too far ahead: a book of 2062 would override every later one. */
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

    static List<FileError> find(LocalDate last, Connection connection) throws SQLException {
        List<FileError> faults = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setObject(1, last);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    faults.add(
                            new FileError(
                                    rows.getLong("line"),
                                    "business_date",
                                    rows.getString("business_date"),
                                    EXPECTED));
                }
            }
        }
        return faults;
    }
}
