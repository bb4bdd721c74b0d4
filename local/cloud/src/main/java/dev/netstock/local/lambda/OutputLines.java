package dev.netstock.local.lambda;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Makes lines of what one environment writes, which comes in pieces. Not thread-safe. */
final class OutputLines {
    /** Of an event in CloudWatch's logs; what a line has beyond it is cut off. */
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
