package dev.netstock.local.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The output of one execution environment. Its JVM writes to its own file, which contains
 * everything written before a response. The output is copied to the function's log as one block per
 * event. Thread-safe.
 */
final class EnvironmentLog implements AutoCloseable {
    private static final int TAIL_BYTES = 4 * 1024;
    private static final int ROOM_BYTES = 16 * TAIL_BYTES;
    private static final long LONG_FILE_BYTES = 4 * 1024 * 1024;

    private final Path path;
    private final FileChannel output;
    private final FunctionLog log;
    private final OutputLines lines;
    private final ByteArrayOutputStream event = new ByteArrayOutputStream();
    private long copiedBytes;

    EnvironmentLog(Path path, FunctionLog log) {
        this.path = path;
        this.log = log;
        this.lines = log.lines();
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            output =
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open an environment's output", e);
        }
    }

    /** The file for the JVM's output. */
    Path path() {
        return path;
    }

    /** Writes lines of the Lambda service after the JVM's previous output. */
    synchronized void line(String text) {
        copyOutput();
        add((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Copies the JVM's output so far, so that the log shows the progress of a long event. */
    synchronized void copyOutput() {
        if (!output.isOpen()) {
            return;
        }
        try {
            int length = (int) Math.min(output.size() - copiedBytes, ROOM_BYTES);
            while (length > 0) {
                add(read(length));
                length = (int) Math.min(output.size() - copiedBytes, ROOM_BYTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read an environment's output", e);
        }
    }

    /** The last 4 KB since the last call of this method. */
    synchronized String takeTail() {
        byte[] all = event.toByteArray();
        event.reset();
        forgetLongOutput();
        byte[] tail = Arrays.copyOfRange(all, Math.max(0, all.length - TAIL_BYTES), all.length);
        return new String(tail, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void close() {
        try {
            copyOutput();
            output.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove an environment's output", e);
        }
    }

    private byte[] read(int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        output.read(bytes, copiedBytes);
        copiedBytes += bytes.position();
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private void add(byte[] bytes) {
        log.append(bytes);
        lines.add(bytes);
        if (event.size() > ROOM_BYTES) {
            byte[] all = event.toByteArray();
            event.reset();
            event.write(all, all.length - TAIL_BYTES, TAIL_BYTES);
        }
        event.write(bytes, 0, bytes.length);
    }

    /** The JVM appends, so after the truncation it continues at the beginning. */
    private void forgetLongOutput() {
        if (copiedBytes < LONG_FILE_BYTES) {
            return;
        }
        try {
            output.truncate(0);
            copiedBytes = 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot truncate an environment's output", e);
        }
    }
}
