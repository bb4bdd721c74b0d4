package dev.netstock.ledger.imports;

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
 * What a first look at a file tells: which file it is, and how its text is encoded. It takes UTF-8
 * if all of it is UTF-8, else Shift_JIS, as Windows writes it, if all of it is that. A byte order
 * mark of UTF-8 leaves no choice.
 *
 * @param digest the SHA-256 of the file as it was sent, in hexadecimal; of its beginning, if it is
 *     too large
 * @param text how to read it
 */
record FileInspection(String digest, Text text) {
    private static final int BUFFER = 65_536;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** Far more than one file needs to say. What decompresses to more must not go on for ever. */
    private static final long TEXT_BYTES_MAX = 256L << 20;

    private static final Charset SHIFT_JIS = Charset.forName("windows-31j");

    /** What can be made of its bytes. */
    sealed interface Text {
        /** Text of this encoding. */
        record Encoded(Charset charset) implements Text {}

        /** Nothing. */
        record Unreadable(FileError fault) implements Text {}
    }

    /** Reads all of a file, and keeps none of it. */
    static FileInspection of(InputStream file, boolean isCompressed) throws IOException {
        return of(file, isCompressed, TEXT_BYTES_MAX);
    }

    /** The same, with another limit. */
    static FileInspection of(InputStream file, boolean isCompressed, long textBytesMax)
            throws IOException {
        MessageDigest digest = sha256();
        try (var raw = new DigestInputStream(new Beginning(file, textBytesMax + 1), digest)) {
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
        if (utf8.isSound()) {
            return new Text.Encoded(StandardCharsets.UTF_8);
        }
        if (isMarked) {
            return unreadable(utf8, "The file has a UTF-8 byte order mark but is not valid UTF-8.");
        }
        return shiftJis.isSound()
                ? new Text.Encoded(SHIFT_JIS)
                : unreadable(shiftJis, "The file must be encoded in UTF-8 or Shift_JIS.");
    }

    private static Text unreadable(StrictDecoder decoding, String expected) {
        return new Text.Unreadable(new FileError(decoding.line(), "", "", expected));
    }

    /** The beginning of a file: behind it there is nothing, whatever there is. */
    private static final class Beginning extends FilterInputStream {
        private long left;

        Beginning(InputStream file, long size) {
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
