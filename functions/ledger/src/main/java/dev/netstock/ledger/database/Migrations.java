package dev.netstock.ledger.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.netstock.stock.Location;

import org.flywaydb.core.Flyway;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Migrations, by Flyway: each file runs once, none is changed afterwards, and nothing is undone.
 */
final class Migrations {
    /** Flyway holds one for its history's lock while it migrates with another. */
    private static final int CONNECTIONS = 3;

    /** Two years and a month: a year can be compared with the one before to its last day. */
    private static final int MONTHS_KEPT = 25;

    /**
     * The role of the functions: it reads and writes rows, and may change nothing else. Where the
     * database is Aurora, it signs in by IAM. What later migrations make, it may use as well.
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

    static void run(LedgerConfig config) {
        try (HikariDataSource pool = migrationPool(config)) {
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

    private static HikariDataSource migrationPool(LedgerConfig config) {
        HikariConfig settings =
                LedgerConnections.settings(config, CONNECTIONS, LedgerConnections.PATIENCE);
        settings.setAutoCommit(true);
        return new HikariDataSource(settings);
    }

    private static void grant(HikariDataSource pool) {
        try (Connection connection = pool.getConnection();
                PreparedStatement grant = connection.prepareStatement(GRANT)) {
            grant.execute();
        } catch (SQLException e) {
            throw new LedgerException(e);
        }
    }

    static void settle(Connection connection, List<Location> online) throws SQLException {
        try (PreparedStatement locations = connection.prepareStatement("SELECT sell_online(?)")) {
            locations.setArray(
                    1,
                    connection.createArrayOf(
                            "text", online.stream().map(Location::value).toArray()));
            locations.execute();
        }
        maintainPartitions(connection);
    }

    /** Makes partitions ahead, and drops those that nobody needs any more. */
    static void maintainPartitions(Connection connection) throws SQLException {
        try (PreparedStatement partitions =
                connection.prepareStatement("SELECT maintain_partitions(current_date, ?)")) {
            partitions.setInt(1, MONTHS_KEPT);
            partitions.execute();
        }
    }
}
