package dev.netstock.imports;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipException;

/**
 * What a first look at a file tells: which file it is, and how its text is encoded. It takes UTF-8
 * if all of it is UTF-8, else Shift_JIS, as Windows writes it, if all of it is that.
 *
 * @param digest the SHA-256 of the file as it was sent, in hexadecimal
 * @param text how to read it
 */
record FileInspection(String digest, Text text) {
    private static final int BUFFER = 65_536;
    private static final Charset SHIFT_JIS = Charset.forName("windows-31j");

    /** What can be made of its bytes. */
    sealed interface Text {
        /** Text of this encoding. */
        record Encoded(Charset charset) implements Text {}

        /** Nothing. */
        record Unreadable(RowFault fault) implements Text {}
    }

    /** Reads all of a file, and keeps none of it. */
    static FileInspection of(InputStream file, boolean isCompressed) throws IOException {
        MessageDigest digest = sha256();
        try (var raw = new DigestInputStream(file, digest)) {
            Text text = text(raw, isCompressed);
            raw.transferTo(OutputStream.nullOutputStream());
            return new FileInspection(HexFormat.of().formatHex(digest.digest()), text);
        }
    }

    private static Text text(InputStream raw, boolean isCompressed) throws IOException {
        try {
            return decode(FileText.bytes(raw, isCompressed));
        } catch (ZipException | EOFException _) {
            return new Text.Unreadable(RowFault.ofFile("A whole gzip file is expected."));
        }
    }

    private static Text decode(InputStream bytes) throws IOException {
        var utf8 = new StrictDecoding(StandardCharsets.UTF_8);
        var shiftJis = new StrictDecoding(SHIFT_JIS);
        byte[] part = new byte[BUFFER];
        for (int size = bytes.read(part); size >= 0; size = bytes.read(part)) {
            utf8.add(part, size);
            shiftJis.add(part, size);
        }
        utf8.end();
        shiftJis.end();
        return utf8.isSound()
                ? new Text.Encoded(StandardCharsets.UTF_8)
                : shiftJis.isSound()
                        ? new Text.Encoded(SHIFT_JIS)
                        : new Text.Unreadable(
                                new RowFault(
                                        shiftJis.line(),
                                        "",
                                        "",
                                        "Text in UTF-8 or Shift_JIS is expected."));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
