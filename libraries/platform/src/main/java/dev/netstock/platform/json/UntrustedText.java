package dev.netstock.platform.json;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text from outside: decoded strictly on its way in, and made harmless where it is echoed. */
public final class UntrustedText {
    /** What is wrong with a text that is not {@link #isClean clean}. */
    static final String UNCLEAN = "Must not contain control characters or unpaired surrogates.";

    private static final int REPLACEMENT = '\uFFFD';
    private static final String CUT = "…";

    private UntrustedText() {}

    /** The text of bytes in UTF-8; empty if they are not valid UTF-8 throughout. */
    public static Optional<String> utf8(byte[] bytes) {
        try {
            // A decoder of its own, unlike new String(), reports malformed input.
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /**
     * Decodes form encoding, as query strings and S3's notifications use it: a plus is a blank, and
     * the decoded bytes are UTF-8.
     *
     * @return empty if a percent sign is not followed by two hexadecimal digits, the bytes are not
     *     valid UTF-8, or something is not ASCII
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
     * Whether a text has neither control characters (Unicode category Cc, U+0000 among them) nor
     * unpaired surrogates. PostgreSQL, SQS and XML refuse some of them.
     */
    public static boolean isClean(String text) {
        return text.codePoints()
                .noneMatch(
                        it ->
                                Character.getType(it) == Character.CONTROL
                                        || Character.getType(it) == Character.SURROGATE);
    }

    /**
     * A text for a report, an error or a log: characters that control (line breaks, directions of
     * writing, U+0000 and the like) are replaced by U+FFFD, and what is too long is cut.
     *
     * @param charsMax how many UTF-16 units are left at most, before the ellipsis; no pair of
     *     surrogates is cut in half
     */
    public static String shown(String text, int charsMax) {
        int end = text.length();
        if (end > charsMax) {
            end = Character.isHighSurrogate(text.charAt(charsMax - 1)) ? charsMax - 1 : charsMax;
        }
        var shown = new StringBuilder(end + 1);
        text.substring(0, end)
                .codePoints()
                .map(it -> isHarmless(it) ? it : REPLACEMENT)
                .forEach(shown::appendCodePoint);
        return end < text.length() ? shown.append(CUT).toString() : shown.toString();
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
