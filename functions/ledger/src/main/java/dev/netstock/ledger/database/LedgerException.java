package dev.netstock.ledger.database;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/** The ledger's database refused a statement, and would refuse it again. */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Data exceptions, and violations of integrity constraints. */
    private static final Set<String> DATA_ERRORS = Set.of("22", "23");

    private final String sqlState;

    LedgerException(SQLException cause) {
        super("The ledger's database refused a statement", cause);
        this.sqlState = Objects.requireNonNullElse(cause.getSQLState(), "");
    }

    /**
     * Whether the data caused the failure, and not the statement, the permissions or the server.
     *
     * @see <a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">PostgreSQL error
     *     codes</a>
     */
    public boolean isDataError() {
        return DATA_ERRORS.stream().anyMatch(sqlState::startsWith);
    }
}
