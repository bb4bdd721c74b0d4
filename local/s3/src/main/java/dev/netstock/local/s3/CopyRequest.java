package dev.netstock.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Map;
import java.util.Optional;

/**
 * CopyObject, with all that the source has. Nobody is told of the copy.
 *
 * @param buckets where the source is
 * @param target where the copy goes
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
 */
record CopyRequest(Buckets buckets, Bucket target) {
    private static final String VERSION = "?versionId=";

    /** An object that is named, and whether by its version. */
    private record Source(Bucket bucket, Optional<ObjectVersion> found, boolean isVersionNamed) {}

    S3Answer answer(S3Request request) {
        Optional<Source> source = request.header("x-amz-copy-source").flatMap(this::source);
        Optional<ObjectVersion> found = source.flatMap(Source::found);
        if (found.isEmpty() || found.get().isDeleteMarker()) {
            boolean isVersionNamed = source.filter(Source::isVersionNamed).isPresent();
            return S3Answer.refused(missing(isVersionNamed, found.isPresent()));
        }
        boolean isMeant =
                request.header("x-amz-copy-source-if-match")
                        .map(found.get().object().etag()::equals)
                        .orElse(true);
        return isMeant
                ? copy(found.get(), request.key()).with(sourceHeaders(source.get(), found.get()))
                : S3Answer.refused(S3Error.PRECONDITION_FAILED);
    }

    private static S3Error missing(boolean isVersionNamed, boolean isDeleteMarker) {
        if (!isVersionNamed) {
            return S3Error.NO_SUCH_KEY;
        }
        return isDeleteMarker ? S3Error.INVALID_REQUEST : S3Error.NO_SUCH_VERSION;
    }

    private static Map<String, String> sourceHeaders(Source source, ObjectVersion found) {
        return source.bucket().isVersioned()
                ? Map.of("x-amz-copy-source-version-id", found.id())
                : Map.of();
    }

    private S3Answer copy(ObjectVersion source, String key) {
        var copy =
                new StoredObject(
                        key,
                        source.object().content(),
                        source.object().etag(),
                        buckets.now(),
                        source.object().headers(),
                        source.object().checksums());
        ObjectVersion written = target.putIf(_ -> true, copy).orElseThrow();
        return S3Answer.xml(
                        "CopyObjectResult",
                        it ->
                                it.text("ETag", copy.etag())
                                        .text("LastModified", copy.lastModified().toString()))
                .with(written.headers(target));
    }

    private Optional<Source> source(String header) {
        int version = header.indexOf(VERSION);
        String encoded = version < 0 ? header : header.substring(0, version);
        String path = URLDecoder.decode(encoded.replace("+", "%2B"), UTF_8).replaceFirst("^/", "");
        int slash = path.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String key = path.substring(slash + 1);
        return buckets.find(path.substring(0, slash))
                .map(
                        bucket ->
                                version < 0
                                        ? new Source(bucket, bucket.newest(key), false)
                                        : new Source(
                                                bucket,
                                                bucket.find(
                                                        key,
                                                        header.substring(
                                                                version + VERSION.length())),
                                                true));
    }
}
