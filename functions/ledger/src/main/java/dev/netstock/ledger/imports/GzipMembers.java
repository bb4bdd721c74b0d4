package dev.netstock.ledger.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses a gzip file of one member or more, and throws {@link ZipException} where anything in
 * it is not as it should be. {@link java.util.zip.GZIPInputStream} will not do: whatever stands
 * behind a member and is no whole header of another ends the file silently there, so that a file
 * that was cut in a header, or damaged there, loses its rest. Not thread-safe.
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
     * Begins the first member.
     *
     * @throws ZipException if there is none
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
                throw new ZipException("A gzip member needs a dictionary");
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
            throw new ZipException("A gzip member has no end");
        }
        inflater.setInput(buffer, at, filled - at);
        at = filled;
    }

    private void beginMember(int first) throws IOException {
        expect(first == 0x1F && next() == 0x8B && next() == DEFLATE);
        int flags = next();
        expect((flags & RESERVED) == 0);
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
        expect(number() == checksum.getValue());
        expect(number() == (inflater.getBytesWritten() & 0xFFFF_FFFFL));
        isInMember = false;
        if (at < filled || refill()) {
            beginMember(next());
        }
    }

    private static void expect(boolean isSo) throws IOException {
        if (!isSo) {
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
            // The name or comment is of no interest.
        }
    }

    private int next() throws IOException {
        if (at >= filled && !refill()) {
            throw new ZipException("A gzip member has no end");
        }
        return buffer[at++] & 0xFF;
    }

    private boolean refill() throws IOException {
        at = 0;
        filled = Math.max(0, file.read(buffer, 0, BUFFER));
        return filled > 0;
    }
}
