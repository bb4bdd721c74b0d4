package dev.netstock.files;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Checks, part by part, whether bytes are valid text in an encoding. Not thread-safe. */
final class StrictDecoder {
    private static final int LEFT_MAX = 16;

    private final CharsetDecoder decoder;
    private final CharBuffer chars = CharBuffer.allocate(8_192);
    private final ByteBuffer left = ByteBuffer.allocate(LEFT_MAX).flip();
    private boolean isValid = true;
    private long line = 1;

    StrictDecoder(Charset charset) {
        decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    void add(byte[] bytes, int size) {
        if (isValid) {
            ByteBuffer all = ByteBuffer.allocate(left.remaining() + size);
            all.put(left).put(bytes, 0, size).flip();
            decode(all, false);
            left.clear();
            if (isValid) {
                left.put(all);
            }
            left.flip();
        }
    }

    void end() {
        if (isValid) {
            decode(left, true);
        }
    }

    boolean isValid() {
        return isValid;
    }

    /** The last line that is valid. */
    long line() {
        return line;
    }

    private void decode(ByteBuffer bytes, boolean isEnd) {
        CoderResult result;
        do {
            result = decoder.decode(bytes, chars, isEnd);
            chars.flip();
            line += chars.chars().filter(next -> next == '\n').count();
            chars.clear();
        } while (result.isOverflow());
        isValid = !result.isError();
    }
}
