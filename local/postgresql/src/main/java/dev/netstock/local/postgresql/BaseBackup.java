package dev.netstock.local.postgresql;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/**
 * A copy of the files of a running server, taken at its start, from which it can be restored to a
 * later moment with its write-ahead log.
 *
 * @param data the data folder of the running server, which has its log
 * @param files the copy
 * @param takenAt when it was taken
 * @see <a href="https://www.postgresql.org/docs/17/continuous-archiving.html">Continuous archiving
 *     and point-in-time recovery</a>
 */
record BaseBackup(Path data, Path files, Instant takenAt) {
    private static final String LOG = "pg_wal";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);

    /** Files of the running process. */
    private static final Set<String> OF_THE_PROCESS =
            Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

    /**
     * Takes a copy.
     *
     * @param server a connection of the superuser
     * @param folder where the copy is stored; its contents are replaced
     */
    static BaseBackup take(Connection server, Path folder) throws SQLException, IOException {
        try (Statement statement = server.createStatement()) {
            Path data = Path.of(one(statement, "SHOW data_directory"));
            delete(folder);
            one(statement, "SELECT pg_backup_start('base', true)");
            copy(data, folder);
            String label = one(statement, "SELECT labelfile FROM pg_backup_stop(false)");
            Files.writeString(folder.resolve("backup_label"), label);
            return new BaseBackup(data, folder, Instant.now());
        }
    }

    /**
     * Prepares the data folder of a server that restores itself when it starts.
     *
     * @param server a connection of the superuser to the running server
     */
    void prepare(Connection server, Path folder, Instant at) throws SQLException, IOException {
        try (Statement statement = server.createStatement()) {
            // A commit after the moment, since PostgreSQL stops at the first one that is later.
            one(statement, "SELECT pg_current_xact_id()");
            one(statement, "SELECT pg_switch_wal()");
        }
        delete(folder);
        copy(files, folder);
        Files.createFile(folder.resolve("recovery.signal"));
        Files.writeString(
                folder.resolve("postgresql.auto.conf"),
                """
                restore_command = 'cp "%s/%%f" "%%p"'
                recovery_target_time = '%s'
                recovery_target_action = 'promote'
                """
                        .formatted(data.resolve(LOG), TIME.format(at)));
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Copies all but the log, and files that vanish meanwhile. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) throws IOException {
                        Path copy = to.resolve(from.relativize(folder).toString());
                        Files.createDirectories(copy);
                        // PostgreSQL refuses a folder that others may read.
                        copy.toFile().setReadable(false, false);
                        copy.toFile().setExecutable(false, false);
                        copy.toFile().setReadable(true, true);
                        copy.toFile().setExecutable(true, true);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        boolean isLog = from.relativize(file).startsWith(LOG);
                        if (!isLog && !OF_THE_PROCESS.contains(file.getFileName().toString())) {
                            copyIfThere(file, to.resolve(from.relativize(file).toString()));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure)
                            throws IOException {
                        if (failure instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw failure;
                    }
                });
    }

    private static void copyIfThere(Path file, Path to) throws IOException {
        try {
            Files.copy(file, to);
        } catch (NoSuchFileException _) {
            // PostgreSQL deletes temporary files at any time.
        }
    }

    /** Deletes a folder with its contents. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path each, IOException failure)
                            throws IOException {
                        Files.delete(each);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
