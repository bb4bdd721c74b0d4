package dev.netstock.ledger.testing;

import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.database.TransactionWork;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.call.RetryLaterException;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The transactions of a function that is killed after a number of statements: its connection is
 * lost, and its open transaction is rolled back. Thread-safe.
 *
 * @param ledger the database
 * @param statementsLeft how many statements it may still run, over all its transactions
 */
public record KilledTransactions(Transactions ledger, AtomicInteger statementsLeft)
        implements Transactions {
    public static KilledTransactions killedAfter(Transactions ledger, int statements) {
        return new KilledTransactions(ledger, new AtomicInteger(statements));
    }

    @Override
    public <T> T inTransaction(TransactionWork<T> work) {
        return ledger.inTransaction(sql -> work.in(new Sql(counting(sql.connection()))));
    }

    private Connection counting(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        KilledTransactions.class.getClassLoader(),
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
            throw new RetryLaterException("The function was killed", Duration.ZERO);
        }
    }
}
