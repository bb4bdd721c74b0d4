package dev.netstock.ledger.testing;

import dev.netstock.ledger.database.TransactionWork;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.call.RetryLaterException;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The transactions of a function that is killed: after so many statements its connection is gone,
 * and what it had not committed with it. Thread-safe.
 *
 * @param ledger the database
 * @param statementsLeft how many statements it has left, over all its transactions
 */
public record MortalTransactions(Transactions ledger, AtomicInteger statementsLeft)
        implements Transactions {
    public static MortalTransactions killedAfter(Transactions ledger, int statements) {
        return new MortalTransactions(ledger, new AtomicInteger(statements));
    }

    @Override
    public <T> T inTransaction(TransactionWork<T> work) {
        return ledger.inTransaction(connection -> work.in(mortal(connection)));
    }

    private Connection mortal(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        MortalTransactions.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("prepareStatement")) {
                                dieIfItIsTime();
                            }
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getTargetException();
                            }
                        });
    }

    private void dieIfItIsTime() {
        if (statementsLeft.getAndDecrement() <= 0) {
            throw new RetryLaterException("The function is dead", Duration.ZERO);
        }
    }
}
