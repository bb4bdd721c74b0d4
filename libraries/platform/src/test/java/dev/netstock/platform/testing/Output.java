package dev.netstock.platform.testing;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Captures standard output, to which a function writes logs and metrics. Thread-safe: tests that
 * run beside it do not write into it.
 */
public final class Output {
    /** Where a thread, and threads that it starts, write to; null for standard output. */
    private static final InheritableThreadLocal<@Nullable OutputStream> CAPTURE =
            new InheritableThreadLocal<>();

    static {
        System.setOut(new PrintStream(new ByThread(System.out), true, StandardCharsets.UTF_8));
    }

    private Output() {}

    /** The lines that {@code action} writes. */
    public static List<String> of(Runnable action) {
        OutputStream before = CAPTURE.get();
        var bytes = new ByteArrayOutputStream();
        CAPTURE.set(bytes);
        try {
            action.run();
        } finally {
            CAPTURE.set(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Writes where the calling thread writes to. */
    private static final class ByThread extends OutputStream {
        private final OutputStream standard;

        ByThread(OutputStream standard) {
            this.standard = standard;
        }

        @Override
        public void write(int next) throws IOException {
            target().write(next);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            target().write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            target().flush();
        }

        private OutputStream target() {
            OutputStream capture = CAPTURE.get();
            return capture == null ? standard : capture;
        }
    }
}
