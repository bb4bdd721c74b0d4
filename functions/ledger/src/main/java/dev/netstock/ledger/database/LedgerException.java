package dev.netstock.ledger.database;

import java.sql.SQLException;

/** The ledger's database refused a statement, and would again. */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerException(SQLException refusal) {
        super("The ledger's database refused a statement", refusal);
    }
}
