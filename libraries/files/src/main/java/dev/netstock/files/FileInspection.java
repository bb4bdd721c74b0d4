package dev.netstock.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipException;

/**
 * The digest and the encoding of a file. The encoding is UTF-8 if the whole file is valid UTF-8,
 * else Shift_JIS (Windows-31J) if the whole file is valid in that. With a UTF-8 byte order mark,
 * only UTF-8 is tried.
 *
 * @param digest the SHA-256 of the uploaded file, in hexadecimal; of its beginning, if it is too
 *     large
 * @param text how to read the file
 */
public record FileInspection(String digest, Text text) {
    private static final int BUFFER = 65_536;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** Far more than a file needs. It limits what a compressed file can expand to. */
    private static final long TEXT_BYTES_MAX = 256L << 20;

    private static final Charset SHIFT_JIS = Charset.forName("windows-31j");

    /** How to read the file. */
    public sealed interface Text {
        /** The file is text in this encoding. */
        record Encoded(Charset charset) implements Text {}

        /** The file cannot be read. */
        record Unreadable(FileError error) implements Text {}
    }

    /** Reads the whole file without keeping it. */
    public static FileInspection of(InputStream file, boolean isCompressed) throws IOException {
        return of(file, isCompressed, TEXT_BYTES_MAX);
    }

    /** The same, with another limit. */
    public static FileInspection of(InputStream file, boolean isCompressed, long textBytesMax)
            throws IOException {
        MessageDigest digest = sha256();
        try (var raw = new DigestInputStream(new LimitedStream(file, textBytesMax + 1), digest)) {
            Text text = text(raw, isCompressed, textBytesMax);
            raw.transferTo(OutputStream.nullOutputStream());
            return new FileInspection(HexFormat.of().formatHex(digest.digest()), text);
        }
    }

    private static Text text(InputStream raw, boolean isCompressed, long textBytesMax)
            throws IOException {
        try {
            return decode(FileText.bytes(raw, isCompressed), textBytesMax);
        } catch (ZipException _) {
            return new Text.Unreadable(FileError.ofFile("The file must be a complete gzip file."));
        }
    }

    private static Text decode(InputStream bytes, long textBytesMax) throws IOException {
        var utf8 = new StrictDecoder(StandardCharsets.UTF_8);
        var shiftJis = new StrictDecoder(SHIFT_JIS);
        byte[] part = new byte[BUFFER];
        int size = bytes.readNBytes(part, 0, BYTE_ORDER_MARK.length);
        boolean isMarked = Arrays.equals(part, 0, size, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        for (long all = size; size >= 0; all += size) {
            if (all > textBytesMax) {
                return new Text.Unreadable(
                        FileError.ofFile(
                                "The file must not exceed %d MiB when decompressed."
                                        .formatted(textBytesMax >> 20)));
            }
            utf8.add(part, size);
            shiftJis.add(part, size);
            size = bytes.read(part);
        }
        utf8.end();
        shiftJis.end();
        if (utf8.isValid()) {
            return new Text.Encoded(StandardCharsets.UTF_8);
        }
        if (isMarked) {
            return unreadable(utf8, "The file has a UTF-8 byte order mark but is not valid UTF-8.");
        }
        return shiftJis.isValid()
                ? new Text.Encoded(SHIFT_JIS)
                : unreadable(shiftJis, "The file must be encoded in UTF-8 or Shift_JIS.");
    }

    private static Text unreadable(StrictDecoder decoder, String expected) {
        return new Text.Unreadable(new FileError(decoder.line(), "", "", expected));
    }

    /** A stream that ends after a number of bytes. */
    private static final class LimitedStream extends FilterInputStream {
        private long left;

        LimitedStream(InputStream file, long size) {
            super(file);
            left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int size) throws IOException {
            int read = left == 0 ? -1 : super.read(bytes, from, (int) Math.min(size, left));
            left -= Math.max(0, read);
            return read;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
