package dev.netstock.ledger.database;

import com.zaxxer.hikari.HikariDataSource;

import dev.netstock.platform.call.Backoff;
import dev.netstock.platform.call.Pause;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.stock.Location;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ledger's database. It opens connections when they are needed, and closes them before
 * SnapStart takes a snapshot. Thread-safe. A function's environment has one connection, so there
 * are never more connections than environments.
 */
public final class LedgerDatabase implements Transactions, Resource, AutoCloseable {
    private static final int ATTEMPTS_MAX = 8;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** A paused database is usually awake by then. */
    private static final Duration RETRY_AFTER_WAKING = Duration.ofSeconds(10);

    private static final Duration PRIMING_TIMEOUT = Duration.ofSeconds(3);
    private static final Backoff BACKOFF =
            new Backoff(
                    Duration.ofMillis(20),
                    Duration.ofSeconds(1),
                    () -> ThreadLocalRandom.current().nextLong());

    private final LedgerConfig config;
    private final int connectionsMax;
    private final Duration timeout;
    private @Nullable HikariDataSource pool;

    private LedgerDatabase(LedgerConfig config, int connectionsMax, Duration timeout) {
        this.config = config;
        this.connectionsMax = connectionsMax;
        this.timeout = timeout;
    }

    /** The database of a function, from its environment: one connection. */
    public static LedgerDatabase of(Environment environment) {
        return of(LedgerConfig.of(environment));
    }

    /** The database of a function that an API client waits for. */
    public static LedgerDatabase ofApi(Environment environment) {
        return of(LedgerConfig.of(environment), LedgerConnections.API_TIMEOUT);
    }

    /** The database of the function that migrates it, which waits until a paused one is awake. */
    public static LedgerDatabase ofMigration(Environment environment) {
        return of(LedgerConfig.of(environment), LedgerConnections.MIGRATION_TIMEOUT);
    }

    /** The same, primed: it connects once before the snapshot. */
    public static LedgerDatabase primed(Environment environment) {
        LedgerDatabase database = of(environment);
        Priming.register(_ -> database.prime());
        return database;
    }

    /** The database of a function: one connection. */
    public static LedgerDatabase of(LedgerConfig config) {
        return of(config, LedgerConnections.TIMEOUT);
    }

    private static LedgerDatabase of(LedgerConfig config, Duration timeout) {
        LedgerDatabase database = withConnections(config, 1, timeout);
        Core.getGlobalContext().register(database);
        return database;
    }

    /** The database for several threads, outside of a function. */
    public static LedgerDatabase withConnections(LedgerConfig config, int connectionsMax) {
        return withConnections(config, connectionsMax, LedgerConnections.TIMEOUT);
    }

    /**
     * The same, with another timeout.
     *
     * @param timeout for connecting and for retries, 250 ms or more
     */
    public static LedgerDatabase withConnections(
            LedgerConfig config, int connectionsMax, Duration timeout) {
        return new LedgerDatabase(config, connectionsMax, timeout);
    }

    /**
     * Runs work in one transaction. Retries serialization failures, deadlocks and lost connections
     * with backoff.
     *
     * @throws RetryLaterException if the retries fail as well
     * @throws LedgerException if the database refuses a statement permanently
     */
    @Override
    public <T> T inTransaction(TransactionWork<T> work) {
        long startedAt = System.nanoTime();
        for (int failures = 1; ; failures++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (!TransientFailures.includes(e)) {
                    throw new LedgerException(e);
                }
                if (failures == ATTEMPTS_MAX || System.nanoTime() - startedAt > timeout.toNanos()) {
                    throw retryLater(e);
                }
                Pause.SLEEP.pause(BACKOFF.after(failures));
            }
        }
    }

    /** Without a connection, the database may be paused, and the attempt wakes it up. */
    private static RetryLaterException retryLater(SQLException e) {
        return e instanceof SQLTransientConnectionException
                ? new RetryLaterException(
                        "The ledger's database accepted no connection in time",
                        "The ledger does not answer yet. After a pause it takes some seconds to"
                                + " wake up.",
                        RETRY_AFTER_WAKING,
                        e)
                : new RetryLaterException(
                        "The ledger's database did not answer in time", RETRY_AFTER, e);
    }

    /**
     * Migrates the database to the schema of this version; there is no migration back.
     *
     * @param online the locations that sell online
     * @throws RetryLaterException if the database cannot be reached
     */
    public void migrate(List<Location> online) {
        try {
            Migrations.run(config, timeout);
        } catch (SQLTransientConnectionException e) {
            throw retryLater(e);
        }
        inTransaction(sql -> Migrations.settle(sql, online));
    }

    /**
     * Connects once, so that the snapshot contains the classes that a connection needs. The timeout
     * is short because the role does not exist yet at the first deployment.
     */
    public void prime() {
        try (LedgerDatabase database = withConnections(config, 1, PRIMING_TIMEOUT)) {
            database.inTransaction(sql -> sql.connection().isValid(1));
        }
    }

    @Override
    public void beforeCheckpoint(@Nullable Context<? extends Resource> context) {
        close();
    }

    @Override
    public void afterRestore(@Nullable Context<? extends Resource> context) {
        // The first transaction connects.
    }

    /** Closes the connections; the next transaction opens new ones. */
    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }

    private <T> T once(TransactionWork<T> work) throws SQLException {
        try (Connection connection = pool().getConnection()) {
            try {
                T result = work.in(new Sql(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private synchronized HikariDataSource pool() {
        if (pool == null) {
            pool =
                    new HikariDataSource(
                            LedgerConnections.settings(config, connectionsMax, timeout));
        }
        return pool;
    }
}
