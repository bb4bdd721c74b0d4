package dev.netstock.ledger.imports;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Tries whether bytes are text of an encoding, part by part. Not thread-safe. */
final class StrictDecoder {
    private static final int LEFT_MAX = 16;

    private final CharsetDecoder decoder;
    private final CharBuffer chars = CharBuffer.allocate(8_192);
    private final ByteBuffer left = ByteBuffer.allocate(LEFT_MAX).flip();
    private boolean isSound = true;
    private long line = 1;

    StrictDecoder(Charset charset) {
        decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    void add(byte[] bytes, int size) {
        if (isSound) {
            ByteBuffer all = ByteBuffer.allocate(left.remaining() + size);
            all.put(left).put(bytes, 0, size).flip();
            decode(all, false);
            left.clear();
            if (isSound) {
                left.put(all);
            }
            left.flip();
        }
    }

    void end() {
        if (isSound) {
            decode(left, true);
        }
    }

    boolean isSound() {
        return isSound;
    }

    /** Up to which line it is text. */
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
        isSound = !result.isError();
    }
}
