package dev.netstock.ledger.testing;

import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.database.TransactionWork;
import dev.netstock.ledger.database.Transactions;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Transactions that count the rows that they read from tables, by an index or not. So a test sees a
 * statement that reads a whole table for a page, without measuring time. Thread-safe.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/17/monitoring-stats.html">pg_stat_xact_user_tables</a>,
 *     which has what the session has not reported yet
 */
public record CountedRows(Transactions ledger, AtomicLong rows) implements Transactions {
    private static final String READ =
            "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables";

    public static CountedRows of(Transactions ledger) {
        return new CountedRows(ledger, new AtomicLong());
    }

    @Override
    public <T> T inTransaction(TransactionWork<T> work) {
        return ledger.inTransaction(
                sql -> {
                    long before = read(sql);
                    T result = work.in(sql);
                    rows.addAndGet(read(sql) - before);
                    return result;
                });
    }

    private static long read(Sql sql) throws SQLException {
        return sql.number(READ);
    }
}
