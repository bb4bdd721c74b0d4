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
        int from = 0;
        for (int i = 0; i < piece.length; i++) {
            if (piece[i] == '\n') {
                keep(piece, from, i);
                reader.accept(line.toString(StandardCharsets.UTF_8));
                line.reset();
                from = i + 1;
            }
        }
        keep(piece, from, piece.length);
    }

    private void keep(byte[] piece, int from, int to) {
        line.write(piece, from, Math.min(to - from, LINE_BYTES_MAX - line.size()));
    }
}
