package dev.netstock.local.postgresql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that still runs on a data folder, since whoever started it was killed. */
final class Orphan {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private Orphan() {}

    /** Ends it, so that the folder can be opened again. */
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
                .filter(Orphan::isPostgres);
    }

    /** A number may have gone to another process since. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().filter(it -> it.endsWith("postgres")).isPresent();
    }

    private static void awaitEnd(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("a server that runs on the data folder did not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the end of a server was not awaited", e);
        }
    }
}
