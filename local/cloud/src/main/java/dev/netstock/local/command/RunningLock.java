package dev.netstock.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.operator.CommandException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The lock of the process that runs the cloud. The operating system releases it however the process
 * ends, so the files of a killed process mislead no command.
 */
final class RunningLock implements AutoCloseable {
    /** A command that checks the lock holds it shared for a moment; a start retries meanwhile. */
    private static final int ATTEMPTS = 10;

    private static final int PAUSE_MS = 50;

    private final FileChannel channel;

    private RunningLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Acquires the lock and writes this process's id to the file. Empty if another process holds
     * it.
     */
    static Optional<RunningLock> tryAcquire(Path file) {
        try {
            var lock = new RunningLock(open(file));
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (lock.tryLock(false)) {
                    lock.writeOwner();
                    return Optional.of(lock);
                }
                Thread.sleep(PAUSE_MS);
            }
            lock.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The lock of the local cloud cannot be used", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted while waiting for the lock");
        }
    }

    /** Whether a process holds the lock. */
    static boolean isHeld(Path file) {
        try (var probe = new RunningLock(open(file))) {
            return !probe.tryLock(true);
        } catch (IOException e) {
            throw new UncheckedIOException("The lock of the local cloud cannot be used", e);
        }
    }

    /** The id of the process that holds the lock; 0 if it has not written it yet. */
    static long owner(Path file) {
        try {
            String owner = Files.readString(file).strip();
            return owner.isEmpty() ? 0 : Long.parseLong(owner);
        } catch (IOException e) {
            throw new UncheckedIOException("The lock of the local cloud cannot be read", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The lock of the local cloud cannot be released", e);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private boolean tryLock(boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared) != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private void writeOwner() throws IOException {
        channel.truncate(0);
        channel.write(UTF_8.encode(Long.toString(ProcessHandle.current().pid())));
    }
}
