package dev.netstock.imports;

import dev.netstock.ledger.database.LedgerException;
import dev.netstock.ledger.database.Transactions;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

/**
 * The ledger, as far as files go: takes one in whole, or not at all. Thread-safe.
 *
 * @param ledger where work is done in transactions
 */
record FileLedger(Transactions ledger) {
    private static final String ONE_AT_A_TIME =
            "SELECT pg_advisory_xact_lock(hashtextextended(?, 1))";

    private static final String UNSTORABLE = "Values that the ledger can store are expected.";

    /**
     * A class of SQLSTATE.
     *
     * @see <a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">PostgreSQL error
     *     codes</a>
     */
    private static final String DATA_EXCEPTION = "22";

    /** Notes that a file is being imported; it shows in the list at once. */
    long begin(String kind, String key, String digest) {
        return ledger.inTransaction(connection -> ImportLog.begin(kind, key, digest, connection));
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
     * @param text opens the file; asked again where the transaction has to be repeated
     * @return {@code Taken}, which is noted; {@code Known} or {@code Refused}, of which nothing is
     */
    ImportResult takeIn(long importId, FileKind kind, String digest, Supplier<Reader> text) {
        try {
            return ledger.inTransaction(
                    connection -> {
                        FileRows.change(connection, ONE_AT_A_TIME, digest);
                        if (ImportLog.isTaken(kind.folder(), digest, connection)) {
                            return new ImportResult.Known();
                        }
                        return takeIn(importId, kind, text, connection);
                    });
        } catch (LedgerException e) {
            if (isOfItsData(e)) {
                return ImportResult.Refused.because(RowFault.ofFile(UNSTORABLE));
            }
            throw e;
        }
    }

    /** No form lets such data through; if one did, the file would come again for ever. */
    private static boolean isOfItsData(LedgerException refusal) {
        return refusal.getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && cause.getSQLState().startsWith(DATA_EXCEPTION);
    }

    private static ImportResult takeIn(
            long importId, FileKind kind, Supplier<Reader> text, Connection connection)
            throws SQLException {
        Staging.Read read = stage(kind, text, connection);
        FileRows rows = FileRows.of(kind);
        List<RowFault> faults =
                read.faults().isEmpty() ? rows.contradictions(connection) : read.faults();
        if (!faults.isEmpty()) {
            connection.rollback();
            return new ImportResult.Refused(read.rows(), faults);
        }
        var taken = new ImportResult.Taken(read.rows(), rows.takeIn(importId, connection));
        ImportLog.end(importId, taken, connection);
        return taken;
    }

    private static Staging.Read stage(FileKind kind, Supplier<Reader> text, Connection connection)
            throws SQLException {
        try (Reader reader = text.get()) {
            return new Staging(FileLayout.of(kind)).fill(reader, connection);
        } catch (IOException e) {
            throw new UncheckedIOException("A file could not be closed", e);
        }
    }
}
