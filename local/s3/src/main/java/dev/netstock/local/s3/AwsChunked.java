package dev.netstock.local.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A body in the encoding {@code aws-chunked}, the SDKs' default for uploads, with a trailing
 * checksum.
 *
 * @param trailers by lower-case name
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Signature
 *     calculations for trailing headers</a>
 */
record AwsChunked(Bytes content, Map<String, String> trailers) {
    private static final int HEX = 16;

    /** Decodes the body; empty if it is truncated or a chunk has no size. */
    static Optional<AwsChunked> decode(byte[] body) {
        try {
            return Optional.of(new Reader(body).read());
        } catch (IndexOutOfBoundsException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static final class Reader {
        private final byte[] body;
        private int at;

        Reader(byte[] body) {
            this.body = body;
        }

        AwsChunked read() {
            var content = new ByteArrayOutputStream(body.length);
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                Objects.checkFromIndexSize(at, size, body.length);
                content.write(body, at, size);
                at += size;
                line();
            }
            return new AwsChunked(Bytes.of(content.toByteArray()), trailers());
        }

        /** A line like {@code 2000;chunk-signature=…}, or the size alone. */
        private int chunkSize() {
            return Integer.parseInt(line().split(";", 2)[0], HEX);
        }

        private Map<String, String> trailers() {
            Map<String, String> trailers = new TreeMap<>();
            while (at < body.length) {
                String[] pair = line().split(":", 2);
                if (pair.length == 2) {
                    trailers.put(pair[0].toLowerCase(Locale.ROOT), pair[1].strip());
                }
            }
            return trailers;
        }

        private String line() {
            int start = at;
            while (body[at] != '\n') {
                at++;
            }
            at++;
            return new String(body, start, at - start, ISO_8859_1).strip();
        }
    }
}
