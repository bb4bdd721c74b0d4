package dev.netstock.local.postgresql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that still runs on a data folder because its parent process was killed. */
final class OrphanedServer {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private OrphanedServer() {}

    /** Stops the server, so that the data folder can be reused. */
    static void end(Path data) throws IOException {
        Optional<ProcessHandle> running = running(data.resolve("postmaster.pid"));
        if (running.isPresent()) {
            running.get().destroy();
            awaitEnd(running.get());
        }
    }

    private static Optional<ProcessHandle> running(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        return Files.readAllLines(pidFile).stream()
                .findFirst()
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                .filter(OrphanedServer::isPostgres);
    }

    /** The process id may have been reused. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().filter(it -> it.endsWith("postgres")).isPresent();
    }

    private static void awaitEnd(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("cannot stop the server that uses the data folder", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a server to stop", e);
        }
    }
}
