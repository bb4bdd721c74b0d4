package dev.netstock.ledger.testing;

import dev.netstock.ledger.database.TransactionWork;
import dev.netstock.ledger.database.Transactions;

/** A database that fails every transaction. Thread-safe. */
public record FailingTransactions(RuntimeException failure) implements Transactions {
    @Override
    public <T> T inTransaction(TransactionWork<T> work) {
        throw failure;
    }
}
