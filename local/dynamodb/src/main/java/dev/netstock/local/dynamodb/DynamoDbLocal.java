package dev.netstock.local.dynamodb;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running DynamoDB Local: a child process that listens on loopback. It stops with {@link #close},
 * and when the process that started it has exited or was killed. Thread-safe.
 */
public final class DynamoDbLocal implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final Process process;
    private final CompletableFuture<URI> listening = new CompletableFuture<>();
    private final TableWrites writes = new TableWrites();
    private final Optional<Path> log;

    private DynamoDbLocal(Process process, Optional<Path> log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Options.
     *
     * @param dataFolder where tables are stored; in memory if empty
     * @param log its log file; discarded if empty
     * @param databases which tables a caller sees
     */
    public record Options(Optional<Path> dataFolder, Optional<Path> log, Databases databases) {
        public static Options inMemory() {
            return new Options(Optional.empty(), Optional.empty(), Databases.ONE);
        }
    }

    /**
     * The databases of a server.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.UsageNotes.html">DynamoDB
     *     local usage notes</a>: the option {@code -sharedDb}
     */
    public enum Databases {
        /** All callers see the same tables. */
        ONE,
        /** A database for each access key and region. */
        BY_ACCESS_KEY
    }

    /** Starts one in memory on a free port and returns when it listens. */
    public static DynamoDbLocal start() {
        return start(Options.inMemory());
    }

    /** Starts one and returns when it listens. */
    public static DynamoDbLocal start(Options options) {
        DynamoDbLocal started = launch(options);
        URI _ = started.endpoint();
        return started;
    }

    /** Starts one and returns at once. {@link #endpoint} waits until it listens. */
    public static DynamoDbLocal launch(Options options) {
        try {
            Process process =
                    new ProcessBuilder(command(options))
                            .redirectError(
                                    options.log()
                                            .map(path -> Redirect.appendTo(path.toFile()))
                                            .orElse(Redirect.DISCARD))
                            .start();
            var started = new DynamoDbLocal(process, options.log());
            Thread.ofPlatform().daemon().name("dynamodb-reports").start(started::readReports);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start DynamoDB Local", e);
        }
    }

    /**
     * Its endpoint. Waits until it listens.
     *
     * @throws IllegalStateException if it does not start
     */
    public URI endpoint() {
        try {
            return listening.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting DynamoDB Local", e);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException(
                    "DynamoDB Local failed to start" + log.map(it -> ". Its log: " + it).orElse(""),
                    e);
        }
    }

    /** The writes to each table, while the process runs. */
    public TableWrites writes() {
        return writes;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(Options options) {
        Path lib = serverJars();
        var command =
                new ArrayList<String>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xms64m",
                                "-Xmx1g",
                                // Standard output is for the port and the reports of writes.
                                "-XX:+DisplayVMOutputToStderr",
                                "-Xlog:disable",
                                "-Xlog:all=warning:stderr",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Djava.library.path=" + lib,
                                "-Dsun.net.httpserver.nodelay=true",
                                "-cp",
                                home() + java.io.File.pathSeparator + lib + "/*",
                                DynamoDbLocalServer.class.getName(),
                                "-disableTelemetry"));
        if (options.databases() == Databases.ONE) {
            command.add("-sharedDb");
        }
        command.addAll(
                options.dataFolder()
                        .map(folder -> List.of("-dbPath", existing(folder).toString()))
                        .orElse(List.of("-inMemory")));
        return command;
    }

    private static Path existing(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the data folder", e);
        }
    }

    /**
     * The module's own classes: {@code target/classes} in a build, {@code target/NAME.jar} once
     * packaged.
     */
    static Path home() {
        return Path.of(
                URI.create(
                        DynamoDbLocal.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()));
    }

    static Path serverJars() {
        Path lib = home().resolveSibling("lib");
        if (!Files.isDirectory(lib)) {
            throw new IllegalStateException(
                    "The jars of DynamoDB Local are missing: build the module local/dynamodb");
        }
        return lib;
    }

    /** Reads the port, and then the reports of writes until the process ends. */
    private void readReports() {
        try (BufferedReader reports = process.inputReader()) {
            String port = reports.readLine();
            if (port == null) {
                throw new EOFException("The process has ended");
            }
            listening.complete(URI.create("http://127.0.0.1:" + port));
            for (String table = reports.readLine(); table != null; table = reports.readLine()) {
                writes.add(table);
            }
        } catch (IOException e) {
            // The process has ended. This matters only while it starts.
            listening.completeExceptionally(e);
        }
    }

    static boolean isListening(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
