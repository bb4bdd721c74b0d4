package dev.netstock.local.s3;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of an object.
 *
 * @param end behind the last byte
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-byte-ranges">RFC 9110, byte ranges</a>
 */
record ByteRange(int start, int end) {
    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,9})-(\\d{0,9})");

    /** The range that the header asks for; empty if the object has nothing there. */
    static Optional<ByteRange> parse(String header, int size) {
        Matcher range = ONE_RANGE.matcher(header);
        if (!range.matches() || range.group().equals("bytes=-")) {
            return Optional.empty();
        }
        String first = range.group(1);
        String last = range.group(2);
        int start =
                first.isEmpty()
                        ? Math.max(0, size - Integer.parseInt(last))
                        : Integer.parseInt(first);
        int end =
                first.isEmpty() || last.isEmpty()
                        ? size
                        : Math.min(size, Integer.parseInt(last) + 1);
        return start < end ? Optional.of(new ByteRange(start, end)) : Optional.empty();
    }

    String contentRange(int size) {
        return "bytes " + start + "-" + (end - 1) + "/" + size;
    }
}
