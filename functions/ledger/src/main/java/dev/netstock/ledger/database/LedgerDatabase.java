package dev.netstock.ledger.database;

import com.zaxxer.hikari.HikariDataSource;

import dev.netstock.platform.call.Backoff;
import dev.netstock.platform.call.Pause;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Location;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ledger's database. Connections are opened when they are needed, and none is kept in a
 * snapshot of SnapStart. Thread-safe; a function's environment has one connection, so that as many
 * are open as environments run.
 */
public final class LedgerDatabase implements Transactions, Resource, AutoCloseable {
    private static final int TRIES_MAX = 8;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final Duration PATIENCE_OF_PRIMING = Duration.ofSeconds(3);

    private static final Backoff BACKOFF =
            new Backoff(
                    Duration.ofMillis(20),
                    Duration.ofSeconds(1),
                    () -> ThreadLocalRandom.current().nextLong());

    private final LedgerConfig config;
    private final int connectionsMax;
    private final Duration patience;
    private @Nullable HikariDataSource pool;

    private LedgerDatabase(LedgerConfig config, int connectionsMax, Duration patience) {
        this.config = config;
        this.connectionsMax = connectionsMax;
        this.patience = patience;
    }

    /** The one of a function: with one connection. */
    public static LedgerDatabase of(LedgerConfig config) {
        LedgerDatabase database = withConnections(config, 1);
        Core.getGlobalContext().register(database);
        return database;
    }

    /** One for several threads, outside of a function. */
    public static LedgerDatabase withConnections(LedgerConfig config, int connectionsMax) {
        return withConnections(config, connectionsMax, LedgerConnections.PATIENCE);
    }

    /**
     * The same.
     *
     * @param patience how long it is tried to connect, 250 ms or more
     */
    public static LedgerDatabase withConnections(
            LedgerConfig config, int connectionsMax, Duration patience) {
        return new LedgerDatabase(config, connectionsMax, patience);
    }

    /**
     * Runs work in one transaction, and again, with backoff, where a failure passes: serialization
     * failures, deadlocks, lost connections.
     *
     * @throws RetryLaterException if it does not pass soon enough
     * @throws LedgerException if the database refuses a statement for good
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
                if (failures == TRIES_MAX || System.nanoTime() - startedAt > patience.toNanos()) {
                    throw new RetryLaterException("The ledger cannot be reached", RETRY_AFTER, e);
                }
                Pause.SLEEP.pause(BACKOFF.after(failures));
            }
        }
    }

    /**
     * Makes the database what this version needs; a version goes forward only.
     *
     * @param online the locations that sell online
     */
    public void migrate(List<Location> online) {
        Migrations.run(config);
        inTransaction(
                connection -> {
                    Migrations.settle(connection, online);
                    return online;
                });
    }

    /**
     * Connects once, so that the classes that this takes are in a snapshot. It does not wait for
     * long: at the first deployment there is nobody yet to sign in.
     */
    public void prime() {
        try (LedgerDatabase brief = withConnections(config, 1, PATIENCE_OF_PRIMING)) {
            brief.inTransaction(connection -> connection.isValid(1));
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
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private synchronized HikariDataSource pool() {
        if (pool == null) {
            pool =
                    new HikariDataSource(
                            LedgerConnections.settings(config, connectionsMax, patience));
        }
        return pool;
    }
}
