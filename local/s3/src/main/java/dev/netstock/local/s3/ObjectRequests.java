package dev.netstock.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.local.s3.ObjectListener.ObjectCreated;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * PutObject, CopyObject, GetObject, HeadObject and DeleteObject.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html">DeleteObject</a>
 */
record ObjectRequests(Buckets buckets, ObjectListener listener) {
    private static final int KEY_BYTES_MAX = 1024;

    private static final Set<String> HEADERS_OF_PUT =
            Set.of(
                    "if-match",
                    "if-none-match",
                    "x-amz-acl",
                    "x-amz-decoded-content-length",
                    "x-amz-meta-",
                    "x-amz-server-side-encryption",
                    "x-amz-storage-class",
                    "x-amz-trailer");

    private static final Set<String> VERSION = Set.of("versionId");

    private static final Set<String> HEADERS_OF_GET =
            Set.of(
                    "if-match",
                    "if-modified-since",
                    "if-none-match",
                    "if-unmodified-since",
                    "range",
                    "x-amz-checksum-mode");

    S3Response answer(S3Request request) {
        Optional<Bucket> bucket = buckets.find(request.bucket());
        if (bucket.isEmpty()) {
            return S3Response.refused(S3Error.NO_SUCH_BUCKET, "BucketName", request.bucket());
        }
        int keyBytes = request.key().getBytes(UTF_8).length;
        if (keyBytes > KEY_BYTES_MAX) {
            return S3Response.refused(
                    S3Error.KEY_TOO_LONG,
                    S3Error.KEY_TOO_LONG.message(),
                    Map.of(
                            "Size",
                            Integer.toString(keyBytes),
                            "MaxSizeAllowed",
                            Integer.toString(KEY_BYTES_MAX)));
        }
        return switch (request.method()) {
            case "PUT" ->
                    request.header("x-amz-copy-source").isPresent()
                            ? new CopyRequest(buckets, bucket.get(), listener).answer(request)
                            : put(bucket.get(), request);
            case "GET", "HEAD" -> get(bucket.get(), request);
            case "DELETE" -> delete(bucket.get(), request);
            case "POST" ->
                    request.unsupported(Set.of(), Set.of())
                            .orElseGet(() -> S3Response.refused(S3Error.METHOD_NOT_ALLOWED));
            default -> S3Response.refused(S3Error.METHOD_NOT_ALLOWED, "Method", request.method());
        };
    }

    private S3Response put(Bucket bucket, S3Request request) {
        Optional<S3Response> refused =
                request.unsupported(Set.of(), HEADERS_OF_PUT)
                        .or(() -> Conditions.malformedWrite(request))
                        .or(() -> ObjectHeaders.refusal(request));
        if (refused.isPresent()) {
            return refused.get();
        }
        return switch (Upload.of(request)) {
            case Upload.Broken(S3Response why) -> why;
            case Upload.Received(Bytes content, Map<String, String> checksums) ->
                    put(bucket, request, content, checksums);
        };
    }

    private S3Response put(
            Bucket bucket, S3Request request, Bytes content, Map<String, String> checksums) {
        String etag = Digests.etag(content.array());
        var object =
                new StoredObject(
                        request.key(),
                        content,
                        etag,
                        buckets.now(),
                        ObjectHeaders.kept(request),
                        checksums);
        return switch (bucket.put(replaced -> Conditions.ofWrite(request, replaced), object)) {
            case Bucket.Outcome.Refused(S3Response why) -> why;
            case Bucket.Outcome.Done(Optional<ObjectVersion> written) ->
                    stored(bucket, written.orElseThrow());
        };
    }

    private S3Response stored(Bucket bucket, ObjectVersion written) {
        listener.created(ObjectCreated.of(bucket, written, "Put"));
        Map<String, String> headers = new TreeMap<>(written.headers(bucket));
        headers.put("ETag", written.object().etag());
        addChecksums(headers, written.object());
        return S3Response.empty(200, headers);
    }

    private static S3Response get(Bucket bucket, S3Request request) {
        Optional<S3Response> refused =
                request.unsupported(VERSION, HEADERS_OF_GET)
                        .or(() -> emptyVersion(request))
                        .or(() -> checksumMode(request));
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<String> versionId = request.parameter("versionId");
        Optional<ObjectVersion> found =
                versionId.isPresent()
                        ? bucket.find(request.key(), versionId.get())
                        : bucket.newest(request.key());
        if (found.isEmpty()) {
            return versionId.isPresent()
                    ? S3Response.refused(S3Error.NO_SUCH_VERSION, "VersionId", versionId.get())
                    : S3Response.refused(S3Error.NO_SUCH_KEY, "Key", request.key());
        }
        S3Response answer =
                found.get().isDeleteMarker()
                        ? deleted(found.get(), versionId.isPresent())
                        : Conditions.ofRead(request, found.get().object())
                                .orElseGet(() -> part(request, found.get().object()));
        return answer.with(found.get().headers(bucket));
    }

    /**
     * A delete marker has no content.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html">Working
     *     with delete markers</a>
     */
    private static S3Response deleted(ObjectVersion marker, boolean isNamed) {
        return isNamed
                ? S3Response.refused(S3Error.METHOD_NOT_ALLOWED)
                        .with(
                                Map.of(
                                        "Allow",
                                        "DELETE",
                                        "Last-Modified",
                                        marker.object().lastModifiedHeader()))
                : S3Response.refused(S3Error.NO_SUCH_KEY, "Key", marker.key());
    }

    private static Optional<S3Response> emptyVersion(S3Request request) {
        return request.parameter("versionId")
                .filter(String::isEmpty)
                .map(
                        _ ->
                                S3Response.invalidArgument(
                                        "versionId", "", "Version id cannot be the empty string"));
    }

    private static Optional<S3Response> checksumMode(S3Request request) {
        return request.header("x-amz-checksum-mode")
                .filter(it -> !it.equals("ENABLED"))
                .map(
                        it ->
                                S3Response.invalidArgument(
                                        "x-amz-checksum-mode", it, "The value is not valid."));
    }

    private static S3Response part(S3Request request, StoredObject object) {
        byte[] content = object.content().array();
        Map<String, String> headers = headers(object);
        Optional<ByteRange> range =
                request.header("range").flatMap(it -> ByteRange.parse(it, content.length));
        if (range.isEmpty()) {
            if (request.header("x-amz-checksum-mode").isPresent()) {
                addChecksums(headers, object);
            }
            return answer(request, 200, headers, object.content());
        }
        if (range.get().isEmpty()) {
            return S3Response.refused(
                    S3Error.INVALID_RANGE,
                    S3Error.INVALID_RANGE.message(),
                    Map.of(
                            "RangeRequested",
                            request.header("range").orElseThrow(),
                            "ActualObjectSize",
                            Integer.toString(content.length)));
        }
        headers.put("Content-Range", range.get().contentRange(content.length));
        return answer(
                request,
                206,
                headers,
                Bytes.of(Arrays.copyOfRange(content, range.get().start(), range.get().end())));
    }

    /** HEAD returns the content length of GET. */
    private static S3Response answer(
            S3Request request, int status, Map<String, String> headers, Bytes content) {
        if (!request.method().equals("HEAD")) {
            return new S3Response(status, headers, content);
        }
        headers.put("Content-Length", Integer.toString(content.size()));
        return S3Response.empty(status, headers);
    }

    private static Map<String, String> headers(StoredObject object) {
        Map<String, String> headers = new TreeMap<>(object.headers());
        headers.put("Accept-Ranges", "bytes");
        headers.put("ETag", object.etag());
        headers.put("Last-Modified", object.lastModifiedHeader());
        return headers;
    }

    private static void addChecksums(Map<String, String> headers, StoredObject object) {
        if (!object.checksums().isEmpty()) {
            headers.putAll(object.checksums());
            headers.put("x-amz-checksum-type", "FULL_OBJECT");
        }
    }

    private S3Response delete(Bucket bucket, S3Request request) {
        Optional<String> versionId = request.parameter("versionId");
        // A condition applies to the current version.
        Set<String> headers = versionId.isPresent() ? Set.of() : Set.of("if-match");
        Optional<S3Response> refused =
                request.unsupported(VERSION, headers).or(() -> emptyVersion(request));
        if (refused.isPresent()) {
            return refused.get();
        }
        if (versionId.isPresent()) {
            return deleted(bucket, bucket.delete(request.key(), versionId.get()));
        }
        return switch (bucket.delete(request.key(), request.header("if-match"), buckets.now())) {
            case Bucket.Outcome.Refused(S3Response why) -> why;
            case Bucket.Outcome.Done(Optional<ObjectVersion> marker) -> deleted(bucket, marker);
        };
    }

    private static S3Response deleted(Bucket bucket, Optional<ObjectVersion> version) {
        return S3Response.empty(204, version.map(it -> it.headers(bucket)).orElse(Map.of()));
    }
}
