package dev.netstock.ledger.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Tells failures after which the same transaction may succeed from those that stay. */
final class TransientFailures {
    /**
     * Serialization failures and deadlocks, a lock that was not had in time, a server that stops,
     * stopped or starts, and one that has no connection left.
     *
     * @see <a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">PostgreSQL error
     *     codes</a>
     */
    private static final Set<String> STATES =
            Set.of("40001", "40P01", "55P03", "57P01", "57P02", "57P03", "53300");

    /** The class of all that befalls a connection. */
    private static final String CONNECTION = "08";

    private TransientFailures() {}

    static boolean includes(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientException
                || (state != null && (STATES.contains(state) || state.startsWith(CONNECTION)));
    }
}
