package dev.netstock.local.postgresql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A running PostgreSQL in place of Aurora: a child process that listens on loopback with TLS and a
 * self-signed certificate. It has the database {@value #DATABASE}, its owner {@value #OWNER} and
 * the role {@value #ROLE} for the functions. Both roles log in without a password. Thread-safe.
 */
public final class PostgresServer implements AutoCloseable {
    public static final String DATABASE = "ledger";
    public static final String OWNER = "ledger_owner";
    public static final String ROLE = "netstock";

    /** How much of its log a server keeps that can be restored. */
    private static final String LOG_KEPT = "2GB";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** Below the ports that an operating system gives to programs that ask for any. */
    private static final int PORT_MIN = 10_000;

    private static final int PORT_MAX = 16_000;
    private static final int PORT_TRIES_MAX = 100;

    /**
     * Silences the log of each start. A strong reference, since loggers are garbage-collected
     * otherwise.
     */
    private static final Logger QUIET = Logger.getLogger("io.zonky.test.db");

    private final EmbeddedPostgres postgres;
    private final Options options;
    private final Optional<Path> restored;
    private Optional<BaseBackup> backup = Optional.empty();

    private PostgresServer(EmbeddedPostgres postgres, Options options, Optional<Path> restored) {
        this.postgres = postgres;
        this.options = options;
        this.restored = restored;
    }

    /**
     * Options.
     *
     * @param port the port on loopback; 0 takes a free one
     * @param dataFolder where the database is stored; if empty, it is deleted when the server
     *     stops, and fsync is off
     * @param certificateFolder where its certificate is kept for the next start; a new one is
     *     generated for this start if empty
     * @param log its log file; discarded if empty
     * @param backupFolder where copies of its files are stored, so that it can be restored to a
     *     moment after its start; without, it cannot
     */
    public record Options(
            int port,
            Optional<Path> dataFolder,
            Optional<Path> certificateFolder,
            Optional<Path> log,
            Optional<Path> backupFolder) {
        public static Options inMemory() {
            return new Options(
                    0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** Starts one without a data folder on a free port and returns when it listens. */
    public static PostgresServer start() {
        return start(Options.inMemory());
    }

    /** Starts one and returns when it listens. */
    public static PostgresServer start(Options options) {
        try {
            return started(options);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start PostgreSQL", e);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot set up PostgreSQL", e);
        }
    }

    /**
     * A free port for {@link Options}, chosen at random. Operating systems do not give it to
     * another program that asks for any port before the server binds it.
     */
    public static int freePort() {
        for (int tries = 0; tries < PORT_TRIES_MAX; tries++) {
            int port = ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_MAX);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (IOException _) {
                // It is taken.
            }
        }
        throw new IllegalStateException("No free port");
    }

    /** Its port on 127.0.0.1. */
    public int port() {
        return postgres.getPort();
    }

    /** Connects as the superuser, who may create databases and roles. */
    public Connection connectAsSuperuser() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    /** Moments from this one on can be restored; empty if none can. */
    public Optional<Instant> earliestRestorable() {
        return backup.map(BaseBackup::takenAt);
    }

    /**
     * Starts another server with the databases as of a moment, on a free port, and returns when it
     * accepts writes. Its files are deleted when it stops.
     *
     * @param name a folder of this name is used beside the backup
     * @throws IllegalStateException if PostgreSQL has no longer all of its log since the backup: it
     *     keeps {@value #LOG_KEPT}
     */
    public PostgresServer restore(Instant at, String name) {
        BaseBackup base = backup.orElseThrow(() -> new IllegalStateException("There is no backup"));
        Path folder = base.files().resolveSibling(name);
        try (Connection running = connectAsSuperuser()) {
            base.prepare(running, folder, at);
            var server =
                    new PostgresServer(
                            builder(options, 0)
                                    .setDataDirectory(folder)
                                    .setCleanDataDirectory(false)
                                    .start(),
                            options,
                            Optional.of(folder));
            server.awaitPromotion();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot restore PostgreSQL", e);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot restore PostgreSQL", e);
        }
    }

    private void awaitPromotion() throws SQLException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (isRecovering()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("PostgreSQL did not finish its recovery");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private boolean isRecovering() throws SQLException {
        try (Connection connection = connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            return isThere(statement, "SELECT FROM pg_database WHERE pg_is_in_recovery()");
        }
    }

    @Override
    public void close() {
        try {
            postgres.close();
            if (restored.isPresent()) {
                BaseBackup.delete(restored.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stop PostgreSQL", e);
        }
    }

    private static PostgresServer started(Options options) throws IOException, SQLException {
        QUIET.setLevel(Level.WARNING);
        var builder = builder(options, options.port());
        if (options.dataFolder().isPresent()) {
            Path data = Files.createDirectories(options.dataFolder().get()).resolve("data");
            OrphanedServer.end(data);
            builder.setDataDirectory(data).setCleanDataDirectory(false);
        }
        var server = new PostgresServer(builder.start(), options, Optional.empty());
        try {
            server.createMissing();
            server.backUp();
        } catch (IOException | SQLException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private void backUp() throws IOException, SQLException {
        if (options.backupFolder().isPresent()) {
            Path folder = Files.createDirectories(options.backupFolder().get());
            try (Connection connection = connectAsSuperuser()) {
                backup = Optional.of(BaseBackup.take(connection, folder.resolve("base")));
            }
        }
    }

    private static EmbeddedPostgres.Builder builder(Options options, int port) throws IOException {
        Redirect output =
                options.log()
                        .map(path -> Redirect.appendTo(path.toFile()))
                        .orElse(Redirect.DISCARD);
        var builder =
                EmbeddedPostgres.builder()
                        .setPort(port == 0 ? freePort() : port)
                        .setPGStartupWait(START_LIMIT)
                        .setLocaleConfig("locale", "C")
                        .setOutputRedirector(output)
                        .setErrorRedirector(output)
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("timezone", "UTC")
                        .setServerConfig("max_connections", "100")
                        .setServerConfig("ssl", "on");
        options.dataFolder()
                .ifPresentOrElse(_ -> useDurableStorage(builder), () -> disableFsync(builder));
        useCertificate(builder, ServerCertificate.of(options.certificateFolder()));
        if (options.backupFolder().isPresent()) {
            builder.setServerConfig("wal_keep_size", LOG_KEPT);
        }
        return builder;
    }

    private static void useCertificate(
            EmbeddedPostgres.Builder builder, ServerCertificate certificate) {
        builder.setServerConfig("ssl_cert_file", certificate.certificate().toString())
                .setServerConfig("ssl_key_file", certificate.key().toString());
    }

    private static void useDurableStorage(EmbeddedPostgres.Builder builder) {
        builder.setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on");
    }

    private static void disableFsync(EmbeddedPostgres.Builder builder) {
        builder.setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("shared_buffers", "256MB");
    }

    private void createMissing() throws SQLException {
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
