package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Sql;

import java.sql.SQLException;
import java.util.Optional;

/**
 * The next part of a slice, ready to be recorded.
 *
 * @param rows how many rows were compared
 * @param next the cursor after it; empty if it was the last
 * @param note writes the findings, in one transaction with the cursor, so exactly once
 */
record Page(long rows, Optional<String> next, Note note) {
    /** Writes the findings of a page. */
    @FunctionalInterface
    interface Note {
        Note NOTHING = _ -> {};

        void in(Sql sql) throws SQLException;
    }
}
