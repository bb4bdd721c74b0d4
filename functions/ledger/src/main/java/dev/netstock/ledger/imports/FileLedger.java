package dev.netstock.ledger.imports;

import dev.netstock.ledger.database.LedgerException;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.imports.ImportLog.Arrival;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The ledger, as far as files go: takes one in whole, or not at all. Thread-safe.
 *
 * @param ledger where work is done in transactions
 */
record FileLedger(Transactions ledger) {
    private static final String ONE_AT_A_TIME =
            "SELECT pg_advisory_xact_lock(hashtextextended(? || ' ' || ?, 1))";

    private static final String UNSTORABLE =
            "The file contains values that the ledger cannot store.";

    /** Notes that a file is being imported; it shows in the list at once. */
    long begin(Arrival file) {
        return ledger.inTransaction(connection -> ImportLog.begin(file, connection));
    }

    /** Notes what became of a file of which nothing was taken. */
    void end(long importId, ImportResult result) {
        ledger.inTransaction(
                connection -> {
                    ImportLog.end(importId, result, connection);
                    return result;
                });
    }

    /**
     * Takes a file in.
     *
     * @param last the last business date that is plausible
     * @param text opens the file; asked again where the transaction has to be repeated
     * @return {@code Taken}, which is noted; {@code Known} or {@code Refused}, of which nothing is
     */
    ImportResult takeIn(
            long importId,
            Arrival file,
            FileRows rows,
            Optional<LocalDate> last,
            Supplier<Reader> text) {
        try {
            return ledger.inTransaction(
                    connection -> {
                        FileRows.change(connection, ONE_AT_A_TIME, file.key(), file.upload());
                        if (ImportLog.isTaken(file, connection)) {
                            return new ImportResult.Known();
                        }
                        return takeIn(importId, rows, last, text, connection);
                    });
        } catch (LedgerException e) {
            if (e.isOfTheData()) {
                return ImportResult.Refused.because(FileError.ofFile(UNSTORABLE));
            }
            throw e;
        }
    }

    private static ImportResult takeIn(
            long importId,
            FileRows rows,
            Optional<LocalDate> last,
            Supplier<Reader> text,
            Connection connection)
            throws SQLException {
        StagingTable.Read read = stage(rows.kind(), text, connection);
        List<FileError> faults =
                read.faults().isEmpty() ? faults(rows, last, connection) : read.faults();
        if (!faults.isEmpty()) {
            connection.rollback();
            return new ImportResult.Refused(read.rows(), faults);
        }
        FileRows.TakenIn changed = rows.takeIn(importId, connection);
        var taken = new ImportResult.Taken(read.rows(), changed.rows(), changed.contradictions());
        ImportLog.end(importId, taken, connection);
        return taken;
    }

    private static List<FileError> faults(
            FileRows rows, Optional<LocalDate> last, Connection connection) throws SQLException {
        FileErrors faults = new FileErrors();
        if (last.isPresent()) {
            ImplausibleDates.find(last.get(), connection).forEach(faults::add);
        }
        rows.contradictions(connection).forEach(faults::add);
        return faults.told();
    }

    private static StagingTable.Read stage(
            FileKind kind, Supplier<Reader> text, Connection connection) throws SQLException {
        try (Reader reader = text.get()) {
            return new StagingTable(FileLayout.of(kind)).fill(reader, connection);
        } catch (IOException e) {
            throw new UncheckedIOException("A file could not be closed", e);
        }
    }
}
