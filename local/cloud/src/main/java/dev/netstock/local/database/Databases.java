package dev.netstock.local.database;

import dev.netstock.local.postgresql.PostgresServer;
import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplatePath;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/**
 * The one database cluster that the templates may declare. It starts in the background, while other
 * resources are created. Not thread-safe.
 */
public final class Databases implements AutoCloseable {
    private final Optional<Path> dataFolder;
    private final Path workFolder;
    private final Path log;
    private @Nullable CompletableFuture<PostgresServer> server;
    private boolean declared;
    private String name = "";
    private int port;

    /**
     * Creates a registry without databases.
     *
     * @param dataFolder where the database is stored; temporary if empty
     * @param workFolder where the certificate of temporary databases is kept
     * @param log the log of PostgreSQL
     */
    public Databases(Optional<Path> dataFolder, Path workFolder, Path log) {
        this.dataFolder = dataFolder;
        this.workFolder = workFolder;
        this.log = log;
    }

    /** Launches the server, unless it is launched. */
    public void launch() {
        if (server != null) {
            return;
        }
        port = PostgresServer.freePort();
        var options =
                new PostgresServer.Options(
                        port,
                        dataFolder,
                        Optional.of(dataFolder.orElse(workFolder)),
                        Optional.of(log),
                        Optional.of(workFolder.resolve("ledger-backup")));
        var thread = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());
        server = CompletableFuture.supplyAsync(() -> PostgresServer.start(options), thread);
        thread.shutdown();
    }

    /**
     * Waits until the declared cluster accepts connections.
     *
     * @throws IllegalStateException if it did not start
     */
    public void awaitReady() {
        try {
            if (server != null) {
                server.join();
            }
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "PostgreSQL failed to start. Its log: " + log, e.getCause());
        }
    }

    /** The declared cluster as its name and server; empty if none is declared. */
    Optional<RunningCluster> running() {
        return server == null || name.isEmpty()
                ? Optional.empty()
                : Optional.of(new RunningCluster(name, server.join(), port));
    }

    /** The declared cluster. */
    record RunningCluster(String name, PostgresServer server, int port) {}

    @Override
    public void close() {
        if (server != null) {
            server.thenAccept(PostgresServer::close).exceptionally(_ -> null).join();
        }
    }

    /**
     * Declares the cluster with its name and returns its port. It accepts connections some time
     * later.
     */
    int start(String cluster, TemplatePath path) {
        if (declared) {
            throw new TemplateException("Only one database cluster is supported", path);
        }
        declared = true;
        name = cluster;
        launch();
        return port;
    }
}
