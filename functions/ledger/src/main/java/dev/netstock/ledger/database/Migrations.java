package dev.netstock.ledger.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.netstock.stock.Location;

import org.flywaydb.core.Flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;

/**
 * Migrations with Flyway: each file runs once and never changes afterwards. There is no migration
 * back.
 */
final class Migrations {
    /** Flyway holds one connection for the lock of its history while it migrates with another. */
    private static final int CONNECTIONS = 3;

    /**
     * The role of the functions. It reads and writes rows, also in tables of later migrations, and
     * cannot change the schema. On Aurora it signs in with IAM.
     */
    private static final String GRANT =
            """
            DO $$ BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'netstock') THEN
                    CREATE ROLE netstock LOGIN;
                END IF;
                IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rds_iam') THEN
                    GRANT rds_iam TO netstock;
                END IF;
                GRANT USAGE ON SCHEMA public TO netstock;
                ALTER DEFAULT PRIVILEGES IN SCHEMA public
                    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO netstock;
                ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO netstock;
            END $$
            """;

    private Migrations() {}

    /**
     * Runs the migrations that the database does not have yet.
     *
     * @param timeout for connecting
     * @throws SQLTransientConnectionException if the database cannot be reached
     */
    static void run(LedgerConfig config, Duration timeout) throws SQLTransientConnectionException {
        try (HikariDataSource pool = migrationPool(config, timeout)) {
            grant(pool);
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db/migration")
                    .failOnMissingLocations(true)
                    .validateMigrationNaming(true)
                    .validateOnMigrate(true)
                    .cleanDisabled(true)
                    .load()
                    .migrate();
        }
    }

    private static HikariDataSource migrationPool(LedgerConfig config, Duration timeout) {
        HikariConfig settings = LedgerConnections.settings(config, CONNECTIONS, timeout);
        settings.setAutoCommit(true);
        // Flyway's lock is a transaction that idles for as long as a migration takes.
        settings.setConnectionInitSql("SET idle_in_transaction_session_timeout = 0");
        return new HikariDataSource(settings);
    }

    private static void grant(HikariDataSource pool) throws SQLTransientConnectionException {
        try (Connection connection = pool.getConnection()) {
            new Sql(connection).run(GRANT);
        } catch (SQLTransientConnectionException e) {
            throw e;
        } catch (SQLException e) {
            throw new LedgerException(e);
        }
    }

    /** Sets the locations that sell online, and creates partitions ahead of time. */
    static boolean settle(Sql sql, List<Location> online) throws SQLException {
        sql.run("SELECT sell_online(?)", ColumnArrays.of(online).text(Location::value));
        return createPartitions(sql);
    }

    /**
     * Creates partitions ahead of time. Returns false if another transaction is in the way: then
     * the next call creates the missing ones.
     */
    static boolean createPartitions(Sql sql) throws SQLException {
        return sql.first("SELECT create_partitions(current_date)", row -> row.getBoolean(1))
                .orElseThrow();
    }
}
