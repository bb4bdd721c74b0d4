package dev.netstock.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** Decodes a file's bytes as a stream of text. */
public final class FileText {
    private static final int BUFFER = 65_536;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private FileText() {}

    /** The text of a file, without its byte order mark. */
    public static Reader of(InputStream file, boolean isCompressed, Charset charset)
            throws IOException {
        var text =
                new PushbackReader(
                        new InputStreamReader(
                                bytes(file, isCompressed),
                                charset.newDecoder()
                                        .onMalformedInput(CodingErrorAction.REPORT)
                                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        int first = text.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            text.unread(first);
        }
        return text;
    }

    /** The bytes of a file, uncompressed. */
    public static InputStream bytes(InputStream file, boolean isCompressed) throws IOException {
        return isCompressed ? new GzipMembers(file) : new BufferedInputStream(file, BUFFER);
    }
}
