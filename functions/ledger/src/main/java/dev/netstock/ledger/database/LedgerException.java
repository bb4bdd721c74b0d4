package dev.netstock.ledger.database;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/** The ledger's database refused a statement, and would again. */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Data exceptions, and violations of integrity constraints. */
    private static final Set<String> OF_THE_DATA = Set.of("22", "23");

    private final String sqlState;

    LedgerException(SQLException refusal) {
        super("The ledger's database refused a statement", refusal);
        this.sqlState = Objects.requireNonNullElse(refusal.getSQLState(), "");
    }

    /**
     * Whether the fault lies in the data that were sent, and not in the statement, the permissions
     * or the server.
     *
     * @see <a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">PostgreSQL error
     *     codes</a>
     */
    public boolean isOfTheData() {
        return OF_THE_DATA.stream().anyMatch(sqlState::startsWith);
    }
}
