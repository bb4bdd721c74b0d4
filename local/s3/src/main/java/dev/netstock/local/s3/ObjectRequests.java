package dev.netstock.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * PutObject, CopyObject, GetObject, HeadObject and DeleteObject.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 */
record ObjectRequests(Buckets buckets, ObjectListener listener) {
    private static final int KEY_BYTES_MAX = 1024;
    private static final List<String> KEPT_HEADERS =
            List.of(
                    "cache-control",
                    "content-disposition",
                    "content-encoding",
                    "content-language",
                    "content-type",
                    "expires");
    private static final List<String> CONDITIONS_OF_READS =
            List.of("if-match", "if-none-match", "if-modified-since", "if-unmodified-since");

    S3Answer answer(S3Request request) {
        Optional<Bucket> bucket = buckets.find(request.bucket());
        if (bucket.isEmpty()) {
            return S3Answer.refused(S3Error.NO_SUCH_BUCKET);
        }
        boolean mayNameAVersion = !request.method().equals("PUT");
        if (!(mayNameAVersion ? request.asksOnlyFor("versionId") : request.asksOnlyFor())) {
            return S3Answer.refused(S3Error.NOT_IMPLEMENTED);
        }
        if (request.parameter("versionId").filter(String::isEmpty).isPresent()) {
            return S3Answer.refused(S3Error.INVALID_ARGUMENT);
        }
        return switch (request.method()) {
            case "PUT" -> put(bucket.get(), request);
            case "GET", "HEAD" -> get(bucket.get(), request);
            case "DELETE" -> delete(bucket.get(), request);
            default -> S3Answer.refused(S3Error.METHOD_NOT_ALLOWED);
        };
    }

    private S3Answer put(Bucket bucket, S3Request request) {
        if (request.header("x-amz-copy-source").isPresent()) {
            return new CopyRequest(buckets, bucket).answer(request);
        }
        if (request.key().getBytes(UTF_8).length > KEY_BYTES_MAX) {
            return S3Answer.refused(S3Error.KEY_TOO_LONG);
        }
        return switch (Upload.of(request)) {
            case Upload.Broken(S3Error why) -> S3Answer.refused(why);
            case Upload.Received(Bytes content, Map<String, String> checksums) ->
                    put(bucket, request, content, checksums);
        };
    }

    private S3Answer put(
            Bucket bucket, S3Request request, Bytes content, Map<String, String> checksums) {
        String etag = Digests.etag(content.array());
        var object =
                new StoredObject(
                        request.key(), content, etag, buckets.now(), kept(request), checksums);
        Optional<ObjectVersion> written =
                bucket.putIf(found -> meetsConditions(request, found), object);
        if (written.isEmpty()) {
            return S3Answer.refused(S3Error.PRECONDITION_FAILED);
        }
        listener.created(
                new ObjectListener.ObjectCreated(
                        bucket.name(),
                        object.key(),
                        content.size(),
                        etag,
                        bucket.isVersioned() ? Optional.of(written.get().id()) : Optional.empty(),
                        written.get().sequence()));
        Map<String, String> headers = new TreeMap<>(checksums);
        headers.put("ETag", etag);
        return S3Answer.empty(200, headers).with(written.get().headers(bucket));
    }

    /**
     * Whether what is there lets itself be replaced.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional
     *     writes</a>
     */
    private static boolean meetsConditions(S3Request request, Optional<StoredObject> found) {
        boolean mayBeThere = request.header("if-none-match").isEmpty() || found.isEmpty();
        return mayBeThere
                && request.header("if-match")
                        .map(etag -> found.map(it -> it.etag().equals(etag)).orElse(false))
                        .orElse(true);
    }

    private static Map<String, String> kept(S3Request request) {
        Map<String, String> kept = new TreeMap<>();
        kept.put("content-type", "binary/octet-stream");
        request.headers()
                .forEach(
                        (name, value) -> {
                            if (KEPT_HEADERS.contains(name) || name.startsWith("x-amz-meta-")) {
                                kept.put(name, value);
                            }
                        });
        kept.computeIfPresent("content-encoding", (_, encoding) -> withoutChunking(encoding));
        return kept;
    }

    /** The encoding of the transfer is not the object's; null if it has no other. */
    private static @Nullable String withoutChunking(String encoding) {
        String own = encoding.replaceFirst("aws-chunked,?\\s*", "").replaceFirst(",$", "");
        return own.isEmpty() ? null : own;
    }

    private static S3Answer get(Bucket bucket, S3Request request) {
        if (CONDITIONS_OF_READS.stream().anyMatch(it -> request.header(it).isPresent())) {
            return S3Answer.refused(S3Error.NOT_IMPLEMENTED);
        }
        Optional<String> versionId = request.parameter("versionId");
        Optional<ObjectVersion> found =
                versionId.isPresent()
                        ? bucket.find(request.key(), versionId.get())
                        : bucket.newest(request.key());
        if (found.isEmpty()) {
            return S3Answer.refused(
                    versionId.isPresent() ? S3Error.NO_SUCH_VERSION : S3Error.NO_SUCH_KEY);
        }
        return found.get().isDeleteMarker()
                ? deleted(found.get(), versionId.isPresent()).with(found.get().headers(bucket))
                : get(found.get().object(), request).with(found.get().headers(bucket));
    }

    /**
     * A delete marker has no content to be read.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html">Working
     *     with delete markers</a>
     */
    private static S3Answer deleted(ObjectVersion marker, boolean isNamed) {
        return isNamed
                ? S3Answer.refused(S3Error.METHOD_NOT_ALLOWED)
                        .with(
                                Map.of(
                                        "Allow",
                                        "DELETE",
                                        "Last-Modified",
                                        lastModified(marker.object())))
                : S3Answer.refused(S3Error.NO_SUCH_KEY);
    }

    private static S3Answer get(StoredObject object, S3Request request) {
        Map<String, String> headers = headers(object);
        Optional<String> range = request.header("range");
        if (range.isPresent()) {
            return part(object, headers, range.get());
        }
        if (request.header("x-amz-checksum-mode").isPresent()) {
            headers.putAll(object.checksums());
        }
        return whole(request, object.content(), headers);
    }

    private static S3Answer whole(S3Request request, Bytes content, Map<String, String> headers) {
        if (!request.method().equals("HEAD")) {
            return new S3Answer(200, headers, content);
        }
        headers.put("Content-Length", Integer.toString(content.size()));
        return S3Answer.empty(200, headers);
    }

    private static S3Answer part(StoredObject object, Map<String, String> headers, String asked) {
        byte[] content = object.content().array();
        Optional<ByteRange> range = ByteRange.parse(asked, content.length);
        if (range.isEmpty()) {
            return S3Answer.refused(S3Error.INVALID_RANGE);
        }
        headers.put("Content-Range", range.get().contentRange(content.length));
        return new S3Answer(
                206,
                headers,
                Bytes.of(Arrays.copyOfRange(content, range.get().start(), range.get().end())));
    }

    private static Map<String, String> headers(StoredObject object) {
        Map<String, String> headers = new TreeMap<>(object.headers());
        headers.put("Accept-Ranges", "bytes");
        headers.put("ETag", object.etag());
        headers.put("Last-Modified", lastModified(object));
        return headers;
    }

    private static String lastModified(StoredObject object) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                object.lastModified().atOffset(ZoneOffset.UTC));
    }

    private S3Answer delete(Bucket bucket, S3Request request) {
        Optional<String> versionId = request.parameter("versionId");
        Optional<ObjectVersion> deleted =
                versionId.isPresent()
                        ? bucket.delete(request.key(), versionId.get())
                        : bucket.delete(request.key(), buckets.now());
        return S3Answer.empty(204, deleted.map(it -> it.headers(bucket)).orElse(Map.of()));
    }
}
