package dev.netstock.ledger.imports;

import dev.netstock.files.FileError;
import dev.netstock.files.FileErrors;
import dev.netstock.ledger.database.LedgerException;
import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.imports.ImportLog.Arrival;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes files into the ledger, each in one transaction. Thread-safe.
 *
 * @param ledger the database
 */
record FileLedger(Transactions ledger) {
    private static final String LOCK_UPLOAD =
            "SELECT pg_advisory_xact_lock(hashtextextended(? || ' ' || ?, 1))";
    private static final String UNSTORABLE =
            "The file contains values that the ledger cannot store.";

    /** Records that the import of a file begins, so that the list of imports shows it. */
    long begin(Arrival file) {
        return ledger.inTransaction(sql -> ImportLog.begin(file, sql));
    }

    /** Records the result of a file that changed nothing. */
    void end(long importId, ImportResult result) {
        ledger.inTransaction(sql -> ImportLog.end(importId, result, sql));
    }

    /**
     * Imports a file.
     *
     * @param last the last plausible business date
     * @param text opens the file; called again when the transaction is retried
     * @return {@code Taken}, which is recorded already; {@code Known} or {@code Refused}, which are
     *     not
     */
    ImportResult importFile(
            long importId,
            Arrival file,
            FileRows rows,
            Optional<LocalDate> last,
            Supplier<Reader> text) {
        try {
            return ledger.inTransaction(
                    sql -> {
                        sql.run(LOCK_UPLOAD, file.key(), file.upload());
                        return ImportLog.isTaken(file, sql)
                                ? new ImportResult.Known()
                                : importFile(importId, rows, last, text, sql);
                    });
        } catch (LedgerException e) {
            if (e.isDataError()) {
                return ImportResult.Refused.because(FileError.ofFile(UNSTORABLE));
            }
            throw e;
        }
    }

    private static ImportResult importFile(
            long importId, FileRows rows, Optional<LocalDate> last, Supplier<Reader> text, Sql sql)
            throws SQLException {
        StagingTable.Contents contents = stage(rows.kind(), text, sql);
        List<FileError> errors =
                contents.errors().isEmpty() ? errors(rows, last, sql) : contents.errors();
        if (!errors.isEmpty()) {
            sql.connection().rollback();
            return new ImportResult.Refused(contents.rows(), errors);
        }
        FileRows.RowCounts counts = rows.importRows(importId, sql);
        var taken =
                new ImportResult.Taken(contents.rows(), counts.changed(), counts.contradictions());
        ImportLog.end(importId, taken, sql);
        return taken;
    }

    private static List<FileError> errors(FileRows rows, Optional<LocalDate> last, Sql sql)
            throws SQLException {
        FileErrors errors = new FileErrors();
        if (last.isPresent()) {
            ImplausibleDates.find(last.get(), sql).forEach(errors::add);
        }
        rows.contradictions(sql).forEach(errors::add);
        return errors.list();
    }

    private static StagingTable.Contents stage(FileKind kind, Supplier<Reader> text, Sql sql)
            throws SQLException {
        try (Reader reader = text.get()) {
            return new StagingTable(FileLayout.of(kind)).fill(reader, sql);
        } catch (IOException e) {
            throw new UncheckedIOException("A file could not be closed", e);
        }
    }
}
