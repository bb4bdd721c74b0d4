package dev.netstock.imports;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.zip.GZIPInputStream;

/** A file's bytes as text, as they stream by. */
final class FileText {
    private static final int BUFFER = 65_536;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private FileText() {}

    /** The text of a file, without its byte order mark. */
    static Reader of(InputStream file, boolean isCompressed, Charset charset) throws IOException {
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
    static InputStream bytes(InputStream file, boolean isCompressed) throws IOException {
        var buffered = new BufferedInputStream(file, BUFFER);
        return isCompressed ? new GZIPInputStream(new MayHaveMore(buffered), BUFFER) : buffered;
    }

    /**
     * A gzip file may have several members. The reader looks for the next one only where bytes are
     * told to be available, which a network's stream does not always know.
     */
    private static final class MayHaveMore extends FilterInputStream {
        MayHaveMore(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 1;
        }
    }
}
