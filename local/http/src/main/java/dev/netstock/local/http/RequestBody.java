package dev.netstock.local.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The body of a request, of known length or in chunks. If the client expects {@code 100 Continue},
 * it is sent at the first read. Not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-expect">RFC 9110, Expect</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#name-chunked-transfer-coding">RFC 9112,
 *     chunked transfer coding</a>
 */
final class RequestBody extends InputStream {
    /** An interim response has no length. */
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);

    private static final int LINE_BYTES_MAX = 8 * 1024;

    private final ConnectionInput in;
    private final OutputStream out;
    private final boolean chunked;
    private boolean isAwaited;
    private boolean isFirstChunk = true;

    /** Remaining bytes of the body or of the current chunk. */
    private long left;

    private boolean isAtEnd;

    RequestBody(RequestHead head, ConnectionInput in, OutputStream out)
            throws RequestHead.Malformed {
        Optional<Long> length = head.length();
        this.in = in;
        this.out = out;
        this.chunked = length.isEmpty();
        this.left = length.orElse(0L);
        this.isAtEnd = !chunked && left == 0;
        this.isAwaited = head.expectsContinue() && !isAtEnd;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        sendContinue();
        if (chunked && left == 0 && !isAtEnd) {
            nextChunk();
        }
        if (isAtEnd) {
            return -1;
        }
        int count = in.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("The connection ended within a body");
        }
        left -= count;
        isAtEnd = !chunked && left == 0;
        return count;
    }

    /** Allocates no more than the body needs. */
    @Override
    public byte[] readNBytes(int length) throws IOException {
        return super.readNBytes(chunked ? length : (int) Math.min(length, left));
    }

    /**
     * Reads the rest of the body.
     *
     * @return whether the connection can be reused
     */
    boolean drain(long bytesMax) throws IOException {
        return isAtEnd || (!isAwaited && skip(bytesMax) < bytesMax);
    }

    private void sendContinue() throws IOException {
        if (isAwaited) {
            isAwaited = false;
            out.write(CONTINUE);
            out.flush();
        }
    }

    private void nextChunk() throws IOException {
        try {
            if (!isFirstChunk) {
                in.line(LINE_BYTES_MAX);
            }
            isFirstChunk = false;
            left = Long.parseLong(in.line(LINE_BYTES_MAX).split(";", 2)[0].strip(), 16);
            if (left == 0) {
                isAtEnd = true;
                String trailer = in.line(LINE_BYTES_MAX);
                while (!trailer.isEmpty()) {
                    trailer = in.line(LINE_BYTES_MAX);
                }
            }
        } catch (RequestHead.Malformed | NumberFormatException e) {
            throw new IOException("A chunk has no size", e);
        }
    }
}
