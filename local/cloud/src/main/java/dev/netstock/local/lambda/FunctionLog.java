package dev.netstock.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** The log file of a function, shared by its environments. Thread-safe. */
final class FunctionLog implements AutoCloseable {
    private final FileChannel file;
    private final Consumer<String> reader;

    /**
     * @param reader receives each line
     */
    FunctionLog(Path path, Consumer<String> reader) {
        this.reader = reader;
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open a function's log", e);
        }
    }

    /** For one environment, so that lines of different environments do not mix. */
    OutputLines lines() {
        return new OutputLines(reader);
    }

    /**
     * Appends to the file. Does nothing after it is closed, when the last environments are killed.
     */
    synchronized void append(byte[] bytes) {
        if (!file.isOpen()) {
            return;
        }
        try {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                file.write(rest);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a function's log", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close a function's log", e);
        }
    }
}
