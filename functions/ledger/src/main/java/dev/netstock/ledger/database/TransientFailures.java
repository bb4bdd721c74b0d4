package dev.netstock.ledger.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Recognizes failures after which the same transaction may succeed. */
final class TransientFailures {
    /**
     * Serialization failures, deadlocks, lock timeouts, a server that is stopping or starting, and
     * a server without a free connection.
     *
     * @see <a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">PostgreSQL error
     *     codes</a>
     */
    private static final Set<String> STATES =
            Set.of("40001", "40P01", "55P03", "57P01", "57P02", "57P03", "53300");

    /** The class of connection exceptions. */
    private static final String CONNECTION = "08";

    private TransientFailures() {}

    static boolean includes(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientException
                || (state != null && (STATES.contains(state) || state.startsWith(CONNECTION)));
    }
}
