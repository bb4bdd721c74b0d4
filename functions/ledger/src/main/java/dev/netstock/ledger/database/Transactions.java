package dev.netstock.ledger.database;

/** Where work is done in transactions. Implementations are thread-safe. */
@FunctionalInterface
public interface Transactions {
    /**
     * Runs work in one transaction, and again where a failure passes.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if it does not pass soon enough
     * @throws LedgerException if the database refuses a statement for good
     */
    <T> T inTransaction(TransactionWork<T> work);
}
