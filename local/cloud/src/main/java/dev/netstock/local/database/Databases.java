package dev.netstock.local.database;

import dev.netstock.local.postgresql.PostgresServer;
import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplatePath;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;

/** The one database cluster that the templates may declare. Not thread-safe. */
public final class Databases implements AutoCloseable {
    private final Optional<Path> dataFolder;
    private final Path log;
    private @Nullable PostgresServer server;

    /**
     * Creates a registry without databases.
     *
     * @param dataFolder where the database is stored; temporary if empty
     * @param log the log of PostgreSQL
     */
    public Databases(Optional<Path> dataFolder, Path log) {
        this.dataFolder = dataFolder;
        this.log = log;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }

    /** Starts the cluster and returns its port. */
    int start(TemplatePath path) {
        if (server != null) {
            throw new TemplateException("Only one database cluster is supported", path);
        }
        var started =
                PostgresServer.start(new PostgresServer.Options(0, dataFolder, Optional.of(log)));
        server = started;
        return started.port();
    }
}
