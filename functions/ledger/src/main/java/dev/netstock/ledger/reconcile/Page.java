package dev.netstock.ledger.reconcile;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The next part of a slice, read and ready to be noted.
 *
 * @param rows how many rows it compared
 * @param next the cursor behind it; empty if it was the last
 * @param note writes what it found; in one transaction with the cursor, so that it is noted once
 */
record Page(long rows, Optional<String> next, Note note) {
    /** Writes what a page found. */
    @FunctionalInterface
    interface Note {
        Note NOTHING = _ -> {};

        void in(Connection connection) throws SQLException;
    }
}
