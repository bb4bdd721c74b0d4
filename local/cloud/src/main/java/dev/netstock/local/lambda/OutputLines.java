package dev.netstock.local.lambda;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Splits the output of one environment into lines. Not thread-safe. */
final class OutputLines {
    /** Size limit of a CloudWatch log event; longer lines are truncated. */
    static final int LINE_BYTES_MAX = 256 * 1024;

    private final Consumer<String> reader;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    OutputLines(Consumer<String> reader) {
        this.reader = reader;
    }

    void add(byte[] piece) {
        for (byte next : piece) {
            if (next == '\n') {
                reader.accept(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else if (line.size() < LINE_BYTES_MAX) {
                line.write(next);
            }
        }
    }
}
