package dev.netstock.local.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;

/**
 * The buffered input of a connection, by lines for heads and by bytes for bodies. It has no locks,
 * which would cost more than the bytes: one thread reads it. Not thread-safe.
 */
final class ConnectionInput extends InputStream {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;

    ConnectionInput(InputStream in) {
        this.in = in;
    }

    /**
     * A line without its line break; empty also at the end of the connection.
     *
     * @throws RequestHead.Malformed if it is longer
     */
    String line(int bytesMax) throws IOException, RequestHead.Malformed {
        String line = "";
        boolean isComplete = false;
        while (!isComplete && fill()) {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            isComplete = end < limit;
            line += new String(buffer, position, end - position, ISO_8859_1);
            position = isComplete ? end + 1 : end;
            if (line.length() > bytesMax) {
                throw new RequestHead.Malformed();
            }
        }
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    @Override
    public int read() throws IOException {
        return fill() ? Byte.toUnsignedInt(buffer[position++]) : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        // What is larger than the buffer is not copied through it.
        if (position == limit && length >= BUFFER_BYTES) {
            return in.read(target, offset, length);
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    /** Reads more if nothing is buffered, and returns whether something is. */
    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(buffer, 0, BUFFER_BYTES));
        }
        return position < limit;
    }
}
