package dev.netstock.ledger.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What is done in one transaction. It is safe to repeat: it runs again where the transaction was
 * rolled back, and also where nobody knows whether it was.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface TransactionWork<T> {
    T in(Connection connection) throws SQLException;
}
