package dev.netstock.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses a gzip file of one or more members, and throws {@link ZipException} if any part is
 * invalid. {@link java.util.zip.GZIPInputStream} is not strict enough: it treats an invalid header
 * after a member as the end of the file, so it silently drops the rest of a file that is truncated
 * or damaged there. Not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952, GZIP file format</a>
 */
final class GzipMembers extends InputStream {
    private static final int BUFFER = 65_536;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;
    private static final int END = -1;

    private final InputStream file;
    private final byte[] buffer = new byte[BUFFER];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private int at;
    private int filled;
    private boolean isInMember;

    /**
     * Reads the header of the first member.
     *
     * @throws ZipException if it is invalid
     */
    GzipMembers(InputStream file) throws IOException {
        this.file = file;
        beginMember(next());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == END ? END : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int size) throws IOException {
        if (size == 0) {
            return 0;
        }
        while (isInMember) {
            int inflated = inflate(bytes, from, size);
            if (inflated > 0) {
                checksum.update(bytes, from, inflated);
                return inflated;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsInput()) {
                fillInflater();
            } else {
                throw new ZipException("A gzip member requires a preset dictionary");
            }
        }
        return END;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        file.close();
    }

    private int inflate(byte[] bytes, int from, int size) throws IOException {
        try {
            return inflater.inflate(bytes, from, size);
        } catch (DataFormatException e) {
            throw new ZipException("A gzip member is damaged: " + e.getMessage());
        }
    }

    private void fillInflater() throws IOException {
        if (at >= filled && !refill()) {
            throw new ZipException("A gzip member is truncated");
        }
        inflater.setInput(buffer, at, filled - at);
        at = filled;
    }

    private void beginMember(int first) throws IOException {
        require(first == 0x1F && next() == 0x8B && next() == DEFLATE);
        int flags = next();
        require((flags & RESERVED) == 0);
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() + (next() << 8));
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            skip(2);
        }
        inflater.reset();
        checksum.reset();
        isInMember = true;
    }

    private void endMember() throws IOException {
        at = filled - inflater.getRemaining();
        require(number() == checksum.getValue());
        require(number() == (inflater.getBytesWritten() & 0xFFFF_FFFFL));
        isInMember = false;
        if (at < filled || refill()) {
            beginMember(next());
        }
    }

    private static void require(boolean isValid) throws IOException {
        if (!isValid) {
            throw new ZipException("A gzip member's header or trailer is damaged");
        }
    }

    private long number() throws IOException {
        long number = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            number |= (long) next() << shift;
        }
        return number;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // Skips the name or comment.
        }
    }

    private int next() throws IOException {
        if (at >= filled && !refill()) {
            throw new ZipException("A gzip member is truncated");
        }
        return buffer[at++] & 0xFF;
    }

    private boolean refill() throws IOException {
        at = 0;
        filled = Math.max(0, file.read(buffer, 0, BUFFER));
        return filled > 0;
    }
}
