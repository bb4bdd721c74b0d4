package dev.netstock.platform.json;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text from outside: decodes it strictly, and sanitizes it before it is echoed. */
public final class UntrustedText {
    /** The error message for a text that is not {@link #isClean clean}. */
    static final String UNCLEAN = "Must not contain control characters or unpaired surrogates.";

    private static final int REPLACEMENT = '\uFFFD';
    private static final String ELLIPSIS = "…";

    private UntrustedText() {}

    /** Decodes UTF-8; empty if the bytes are not valid. */
    public static Optional<String> utf8(byte[] bytes) {
        try {
            // Unlike new String(), a decoder reports malformed input.
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /**
     * Decodes form encoding, as in query strings and S3 notifications: a plus is a space, and the
     * decoded bytes are UTF-8.
     *
     * @return empty if a percent sign is not followed by two hexadecimal digits, the bytes are not
     *     valid UTF-8, or the text is not ASCII
     */
    public static Optional<String> formDecoded(String encoded) {
        if (encoded.chars().anyMatch(it -> it > '~')) {
            return Optional.empty();
        }
        try {
            String bytes = URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1);
            return utf8(bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * Whether a text contains neither control characters (Unicode category Cc, including U+0000)
     * nor unpaired surrogates. PostgreSQL, SQS and XML reject some of them.
     */
    public static boolean isClean(String text) {
        return text.codePoints()
                .noneMatch(
                        it ->
                                Character.getType(it) == Character.CONTROL
                                        || Character.getType(it) == Character.SURROGATE);
    }

    /**
     * Prepares a text for a report, an error or a log: control and format characters (line breaks,
     * text direction, U+0000) are replaced by U+FFFD, and a long text is truncated.
     *
     * @param charsMax the maximum of UTF-16 units before the ellipsis; a surrogate pair is never
     *     split
     */
    public static String sanitize(String text, int charsMax) {
        int end = text.length();
        if (end > charsMax) {
            end = Character.isHighSurrogate(text.charAt(charsMax - 1)) ? charsMax - 1 : charsMax;
        }
        var sanitized = new StringBuilder(end + 1);
        text.substring(0, end)
                .codePoints()
                .map(it -> isHarmless(it) ? it : REPLACEMENT)
                .forEach(sanitized::appendCodePoint);
        return end < text.length() ? sanitized.append(ELLIPSIS).toString() : sanitized.toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
