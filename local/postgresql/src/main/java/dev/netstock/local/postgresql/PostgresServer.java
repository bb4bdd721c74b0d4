package dev.netstock.local.postgresql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A running PostgreSQL, what stands in for Aurora: a child process that listens on loopback, with
 * TLS on (the certificate is its own), the database {@value #DATABASE}, the role {@value #OWNER}
 * who owns it, and the role {@value #ROLE} who works on it. Both are trusted without a password.
 * Thread-safe.
 */
public final class PostgresServer implements AutoCloseable {
    public static final String DATABASE = "ledger";
    public static final String OWNER = "ledger_owner";
    public static final String ROLE = "netstock";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** It would tell of each step of its start. Held, for loggers are forgotten otherwise. */
    private static final Logger QUIET = Logger.getLogger("io.zonky.test.db");

    private final EmbeddedPostgres postgres;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * How to run it.
     *
     * @param port the port on loopback; 0 takes a free one
     * @param dataFolder where the database is kept; without one it is gone when the server ends,
     *     and in no hurry to reach the disk
     * @param log where its output goes; nowhere if empty
     */
    public record Options(int port, Optional<Path> dataFolder, Optional<Path> log) {
        public static Options inMemory() {
            return new Options(0, Optional.empty(), Optional.empty());
        }
    }

    /** Starts one without a data folder on a free port, and returns once it listens. */
    public static PostgresServer start() {
        return start(Options.inMemory());
    }

    /** Starts one, and returns once it listens. */
    public static PostgresServer start(Options options) {
        try {
            return started(options);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be started", e);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL could not be set up", e);
        }
    }

    /** Where it listens on 127.0.0.1. */
    public int port() {
        return postgres.getPort();
    }

    /** Connects as the superuser, who may create databases and roles. */
    public Connection connectAsSuperuser() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be stopped", e);
        }
    }

    private static PostgresServer started(Options options) throws IOException, SQLException {
        QUIET.setLevel(Level.WARNING);
        var server = new PostgresServer(builder(options).start());
        try {
            server.createWhatIsMissing();
        } catch (SQLException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static EmbeddedPostgres.Builder builder(Options options) throws IOException {
        Redirect output =
                options.log()
                        .map(path -> Redirect.appendTo(path.toFile()))
                        .orElse(Redirect.DISCARD);
        var builder =
                EmbeddedPostgres.builder()
                        .setPort(options.port())
                        .setPGStartupWait(START_LIMIT)
                        .setLocaleConfig("locale", "C")
                        .setOutputRedirector(output)
                        .setErrorRedirector(output)
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("timezone", "UTC")
                        .setServerConfig("max_connections", "100")
                        .setServerConfig("ssl", "on");
        options.dataFolder().ifPresentOrElse(_ -> keep(builder), () -> hurry(builder));
        useCertificate(builder, ServerCertificate.of(options.dataFolder()));
        if (options.dataFolder().isPresent()) {
            Path data = Files.createDirectories(options.dataFolder().get()).resolve("data");
            Orphan.end(data);
            builder.setDataDirectory(data).setCleanDataDirectory(false);
        }
        return builder;
    }

    private static void useCertificate(
            EmbeddedPostgres.Builder builder, ServerCertificate certificate) {
        builder.setServerConfig("ssl_cert_file", certificate.certificate().toString())
                .setServerConfig("ssl_key_file", certificate.key().toString());
    }

    private static void keep(EmbeddedPostgres.Builder builder) {
        builder.setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on");
    }

    private static void hurry(EmbeddedPostgres.Builder builder) {
        builder.setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("shared_buffers", "256MB");
    }

    private void createWhatIsMissing() throws SQLException {
        try (Connection connection = connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            createRole(statement, OWNER, "LOGIN CREATEROLE");
            createRole(statement, ROLE, "LOGIN");
            if (!isThere(statement, "SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
            }
        }
    }

    private static void createRole(Statement statement, String name, String rights)
            throws SQLException {
        if (!isThere(statement, "SELECT FROM pg_roles WHERE rolname = '" + name + "'")) {
            statement.execute("CREATE ROLE " + name + " " + rights);
        }
    }

    private static boolean isThere(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
