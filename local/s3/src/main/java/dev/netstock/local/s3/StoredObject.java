package dev.netstock.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/**
 * A complete object.
 *
 * @param etag in quotes
 * @param headers stored headers: type, encoding, metadata
 * @param checksums by header, such as {@code x-amz-checksum-crc32}
 */
record StoredObject(
        String key,
        Bytes content,
        String etag,
        Instant lastModified,
        Map<String, String> headers,
        Map<String, String> checksums) {
    /**
     * The order of listings: by the UTF-8 bytes of the keys.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ListingKeysUsingAPIs.html">Listing
     *     object keys</a>
     */
    static final Comparator<String> KEY_ORDER =
            (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC);

    /** The modification time in the format of headers. */
    String lastModifiedHeader() {
        return HTTP_DATE.format(lastModified);
    }
}
