package dev.netstock.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.local.s3.ObjectListener.ObjectCreated;

import java.net.URLDecoder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * CopyObject.
 *
 * @param buckets buckets of the source
 * @param target target of the copy
 * @param listener receives the copy
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
 */
record CopyRequest(Buckets buckets, Bucket target, ObjectListener listener) {
    private static final Set<String> HEADERS =
            Set.of(
                    "if-match",
                    "if-none-match",
                    "x-amz-acl",
                    "x-amz-checksum-algorithm",
                    "x-amz-copy-source",
                    "x-amz-copy-source-if-match",
                    "x-amz-copy-source-if-modified-since",
                    "x-amz-copy-source-if-none-match",
                    "x-amz-copy-source-if-unmodified-since",
                    "x-amz-meta-",
                    "x-amz-metadata-directive",
                    "x-amz-server-side-encryption",
                    "x-amz-storage-class",
                    "x-amz-tagging-directive");

    private static final String VERSION = "versionId=";

    /** The source object or version. */
    private record Source(String bucket, String key, Optional<String> versionId) {}

    S3Response answer(S3Request request) {
        return request.unsupported(Set.of(), HEADERS)
                .or(() -> Conditions.malformedWrite(request))
                .or(() -> directives(request))
                .or(() -> ObjectHeaders.refusal(request))
                .orElseGet(() -> copy(request, request.header("x-amz-copy-source").orElseThrow()));
    }

    private static Optional<S3Response> directives(S3Request request) {
        return directive(request, "x-amz-metadata-directive", "Unknown metadata directive.")
                .or(
                        () ->
                                directive(
                                        request,
                                        "x-amz-tagging-directive",
                                        "Unknown tagging directive."));
    }

    private static Optional<S3Response> directive(S3Request request, String name, String message) {
        return request.header(name)
                .filter(it -> !it.equals("COPY") && !it.equals("REPLACE"))
                .map(it -> S3Response.invalidArgument(name, it, message));
    }

    private S3Response copy(S3Request request, String sourceHeader) {
        String[] parts = sourceHeader.split("\\?", 2);
        boolean isOdd = parts.length == 2 && !parts[1].startsWith(VERSION);
        if (isOdd || sourceHeader.startsWith("arn:")) {
            return S3Response.notImplemented("Header", "x-amz-copy-source: " + sourceHeader);
        }
        String path = URLDecoder.decode(parts[0].replace("+", "%2B"), UTF_8).replaceFirst("^/", "");
        int slash = path.indexOf('/');
        if (slash <= 0 || slash == path.length() - 1) {
            return S3Response.invalidArgument(
                    "x-amz-copy-source", sourceHeader, "Invalid copy source object key");
        }
        return copy(
                request,
                new Source(
                        path.substring(0, slash),
                        path.substring(slash + 1),
                        parts.length == 2
                                ? Optional.of(parts[1].substring(VERSION.length()))
                                : Optional.empty()));
    }

    private S3Response copy(S3Request request, Source source) {
        Optional<Bucket> bucket = buckets.find(source.bucket());
        if (bucket.isEmpty()) {
            return S3Response.refused(S3Error.NO_SUCH_BUCKET, "BucketName", source.bucket());
        }
        Optional<ObjectVersion> found =
                source.versionId().isPresent()
                        ? bucket.get().find(source.key(), source.versionId().get())
                        : bucket.get().newest(source.key());
        if (found.isEmpty() || found.get().isDeleteMarker()) {
            return missing(source, found.isPresent());
        }
        boolean isItself =
                source.bucket().equals(target.name()) && source.key().equals(request.key());
        if (isItself && source.versionId().isEmpty() && !changes(request)) {
            return S3Response.invalidRequest(
                    "This copy request is illegal because it is trying to copy an object to itself"
                            + " without changing the object's metadata, storage class, website"
                            + " redirect location or encryption attributes.");
        }
        Map<String, String> headers =
                bucket.get().isVersioned()
                        ? Map.of("x-amz-copy-source-version-id", found.get().id())
                        : Map.of();
        return Conditions.ofCopySource(request, found.get().object())
                .orElseGet(() -> copy(request, found.get().object()).with(headers));
    }

    private static S3Response missing(Source source, boolean isDeleteMarker) {
        if (source.versionId().isEmpty()) {
            return S3Response.refused(S3Error.NO_SUCH_KEY, "Key", source.key());
        }
        return isDeleteMarker
                ? S3Response.invalidRequest(
                        "The source of a copy request may not specifically refer to a delete marker"
                                + " by version id.")
                : S3Response.refused(
                        S3Error.NO_SUCH_VERSION, "VersionId", source.versionId().get());
    }

    /**
     * Whether a copy onto itself would change the object. For S3, stating the storage settings is
     * enough.
     */
    private static boolean changes(S3Request request) {
        return replacesMetadata(request)
                || request.header("x-amz-storage-class").isPresent()
                || request.header("x-amz-server-side-encryption").isPresent();
    }

    private static boolean replacesMetadata(S3Request request) {
        return request.header("x-amz-metadata-directive").orElse("COPY").equals("REPLACE");
    }

    private S3Response copy(S3Request request, StoredObject source) {
        Optional<String> algorithm = request.header("x-amz-checksum-algorithm");
        Optional<String> checksum =
                algorithm.flatMap(it -> Digests.checksum(it, source.content().array()));
        if (algorithm.isPresent() && checksum.isEmpty()) {
            return S3Response.invalidRequest(Upload.UNKNOWN_ALGORITHM);
        }
        var copy =
                new StoredObject(
                        request.key(),
                        source.content(),
                        source.etag(),
                        buckets.now(),
                        replacesMetadata(request) ? ObjectHeaders.kept(request) : source.headers(),
                        checksum.map(it -> Map.of(Upload.checksumHeader(algorithm.get()), it))
                                .orElse(source.checksums()));
        return switch (target.put(replaced -> Conditions.ofWrite(request, replaced), copy)) {
            case Bucket.Outcome.Refused(S3Response why) -> why;
            case Bucket.Outcome.Done(Optional<ObjectVersion> written) ->
                    copied(written.orElseThrow());
        };
    }

    private S3Response copied(ObjectVersion written) {
        StoredObject copy = written.object();
        listener.created(ObjectCreated.of(target, written, "Copy"));
        return S3Response.xml(
                        "CopyObjectResult",
                        it -> {
                            it.text("ETag", copy.etag())
                                    .text("LastModified", copy.lastModified().toString());
                            copy.checksums()
                                    .forEach(
                                            (name, value) ->
                                                    it.text(Upload.checksumElement(name), value));
                            if (!copy.checksums().isEmpty()) {
                                it.text("ChecksumType", "FULL_OBJECT");
                            }
                        })
                .with(written.headers(target));
    }
}
