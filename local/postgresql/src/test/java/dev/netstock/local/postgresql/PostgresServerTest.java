package dev.netstock.local.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.local.postgresql.PostgresServer.Options;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

class PostgresServerTest {
    @Test
    void start_withoutAFolder_acceptsTheRoleOverTls() throws Exception {
        try (var server = PostgresServer.start();
                Connection connection = connect(server, PostgresServer.ROLE)) {
            assertThat(text(connection, "SHOW server_version")).startsWith("17");
            assertThat(text(connection, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
                    .isEqualTo("t");
            assertThat(text(connection, "SHOW is_superuser")).isEqualTo("off");
            assertThat(text(connection, "SELECT current_database()")).isEqualTo("ledger");
        }
    }

    @Test
    void start_onAnExistingFolder_hasItsData(@TempDir Path folder) throws Exception {
        var options =
                new Options(
                        0,
                        Optional.of(folder.resolve("db")),
                        Optional.of(folder),
                        Optional.of(folder.resolve("log")),
                        Optional.empty());
        try (var server = PostgresServer.start(options);
                Connection connection = connect(server, PostgresServer.OWNER)) {
            execute(connection, "CREATE TABLE items AS SELECT 'A-1' AS sku");
            assertThat(text(connection, "SHOW fsync")).isEqualTo("on");
        }
        try (var server = PostgresServer.start(options);
                Connection connection = connect(server, PostgresServer.OWNER)) {
            assertThat(text(connection, "SELECT sku FROM items")).isEqualTo("A-1");
        }
        assertThat(Files.readString(folder.resolve("log"))).contains("ready to accept connections");
    }

    @Test
    void stop_ofAnOrphanedServer_freesTheFolder(@TempDir Path folder) throws Exception {
        var options =
                new Options(
                        0,
                        Optional.of(folder),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        try (var _ = PostgresServer.start(options)) {
            assertThat(folder.resolve("data/postmaster.pid")).exists();

            OrphanedServer.end(folder.resolve("data"));

            assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
        }
    }

    private static Connection connect(PostgresServer server, String role) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&sslmode=require"
                        .formatted(server.port(), PostgresServer.DATABASE, role));
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    @Test
    void restore_toAMoment_hasWhatWasThereThen(@TempDir Path folder) throws Exception {
        var options =
                new Options(
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(folder.resolve("backup")));
        try (PostgresServer server = PostgresServer.start(options)) {
            assertThat(server.earliestRestorable()).isPresent();
            run(server, "CREATE TABLE kept (id int)");
            run(server, "INSERT INTO kept VALUES (1)");
            Instant at = now(server);
            run(server, "INSERT INTO kept VALUES (2)");
            run(server, "DELETE FROM kept WHERE id = 1");

            try (PostgresServer restored = server.restore(at, "copy")) {
                assertThat(number(restored, "SELECT sum(id) FROM kept")).isEqualTo(1);
                run(restored, "INSERT INTO kept VALUES (10)");
            }
            assertThat(number(server, "SELECT sum(id) FROM kept")).isEqualTo(2);
            assertThat(folder.resolve("backup/copy")).doesNotExist();
        }
    }

    /** By its own clock, after which the next commit is. */
    private static Instant now(PostgresServer server) throws SQLException {
        try (Connection connection = server.connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private static void run(PostgresServer server, String command) throws SQLException {
        try (Connection connection = server.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static long number(PostgresServer server, String query) throws SQLException {
        try (Connection connection = server.connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
