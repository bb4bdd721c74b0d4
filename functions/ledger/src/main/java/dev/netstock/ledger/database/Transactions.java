package dev.netstock.ledger.database;

/** Runs work in transactions of the ledger's database. Implementations are thread-safe. */
@FunctionalInterface
public interface Transactions {
    /**
     * Runs work in one transaction, and retries transient failures.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if the retries fail as well
     * @throws LedgerException if the database refuses a statement permanently
     */
    <T> T inTransaction(TransactionWork<T> work);
}
