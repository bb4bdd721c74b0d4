package dev.netstock.ledger.database;

import java.sql.SQLException;

/**
 * The work of one transaction. It must be safe to repeat: it runs again if the transaction was
 * rolled back, and also if the connection was lost during the commit.
 *
 * @param <T> the type of its result
 */
@FunctionalInterface
public interface TransactionWork<T> {
    T in(Sql sql) throws SQLException;
}
