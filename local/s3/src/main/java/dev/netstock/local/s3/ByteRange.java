package dev.netstock.local.s3;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A byte range of an object.
 *
 * @param end index after the last byte
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-byte-ranges">RFC 9110, byte ranges</a>
 */
record ByteRange(int start, int end) {
    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * The range that the header asks for. Empty if it is not a single range: S3 returns the whole
     * object for several ranges and for invalid ones.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html#API_GetObject_RequestSyntax">GetObject,
     *     Range</a>
     */
    static Optional<ByteRange> parse(String header, int size) {
        Matcher range = ONE_RANGE.matcher(header);
        if (!range.matches() || range.group().equals("bytes=-")) {
            return Optional.empty();
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty()) {
            long suffix = Math.min(size, Long.parseLong(last));
            return Optional.of(new ByteRange((int) (size - suffix), size));
        }
        long start = Long.parseLong(first);
        long end = last.isEmpty() ? size : Long.parseLong(last) + 1;
        return !last.isEmpty() && end <= start
                ? Optional.empty()
                : Optional.of(
                        new ByteRange((int) Math.min(size, start), (int) Math.min(size, end)));
    }

    /** Whether the range is outside of the object. */
    boolean isEmpty() {
        return start >= end;
    }

    int length() {
        return end - start;
    }

    String contentRange(int size) {
        return "bytes " + start + "-" + (end - 1) + "/" + size;
    }
}
