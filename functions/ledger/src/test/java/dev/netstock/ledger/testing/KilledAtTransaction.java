package dev.netstock.ledger.testing;

import dev.netstock.ledger.database.TransactionWork;
import dev.netstock.ledger.database.Transactions;

/** A function that is killed at its n-th transaction, before or after the commit. */
public final class KilledAtTransaction implements Transactions {
    private final Transactions ledger;
    private final int at;
    private final boolean isCommitted;
    private int count;

    public KilledAtTransaction(Transactions ledger, int at, boolean isCommitted) {
        this.ledger = ledger;
        this.at = at;
        this.isCommitted = isCommitted;
    }

    @Override
    public <T> T inTransaction(TransactionWork<T> work) {
        if (++count < at) {
            return ledger.inTransaction(work);
        }
        if (isCommitted) {
            ledger.inTransaction(work);
            throw new IllegalStateException("killed");
        }
        return ledger.inTransaction(
                sql -> {
                    work.in(sql);
                    throw new IllegalStateException("killed");
                });
    }
}
