package dev.netstock.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.local.http.Xml;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What is asked of buckets: their creation, their end, their versioning, the listing and the
 * deletion of objects.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">CreateBucket</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">DeleteObjects</a>
 */
record BucketRequests(Buckets buckets) {
    /**
     * A name.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Naming
     *     rules</a>
     */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final Pattern ENABLED = Pattern.compile("<Status>\\s*Enabled\\s*</Status>");

    /** ListBuckets. */
    S3Answer all(S3Request request) {
        if (!request.method().equals("GET") || !request.asksOnlyFor()) {
            return S3Answer.refused(S3Error.NOT_IMPLEMENTED);
        }
        return S3Answer.xml(
                "ListAllMyBucketsResult",
                it -> it.element("Buckets", list -> buckets.names().forEach(n -> name(list, n))));
    }

    S3Answer answer(S3Request request) {
        if (request.method().equals("PUT") && request.parameter("versioning").isEmpty()) {
            return request.asksOnlyFor()
                    ? create(request.bucket())
                    : S3Answer.refused(S3Error.NOT_IMPLEMENTED);
        }
        Optional<Bucket> bucket = buckets.find(request.bucket());
        return bucket.isEmpty()
                ? S3Answer.refused(S3Error.NO_SUCH_BUCKET)
                : answer(bucket.get(), request);
    }

    private S3Answer answer(Bucket bucket, S3Request request) {
        return switch (request.method()) {
            case "HEAD" -> S3Answer.empty(200, Map.of());
            case "PUT" -> enableVersioning(bucket, request);
            case "GET" -> get(bucket, request);
            case "POST" -> deleteObjects(bucket, request);
            case "DELETE" -> delete(bucket, request);
            default -> S3Answer.refused(S3Error.METHOD_NOT_ALLOWED);
        };
    }

    private S3Answer create(String name) {
        if (!NAME.matcher(name).matches()) {
            return S3Answer.refused(S3Error.INVALID_BUCKET_NAME);
        }
        return buckets.create(name)
                ? S3Answer.empty(200, Map.of("Location", "/" + name))
                : S3Answer.refused(S3Error.BUCKET_ALREADY_OWNED_BY_YOU);
    }

    private S3Answer delete(Bucket bucket, S3Request request) {
        if (!request.asksOnlyFor()) {
            return S3Answer.refused(S3Error.NOT_IMPLEMENTED);
        }
        if (!bucket.isEmpty()) {
            return S3Answer.refused(S3Error.BUCKET_NOT_EMPTY);
        }
        buckets.delete(bucket.name());
        return S3Answer.empty(204, Map.of());
    }

    private static S3Answer get(Bucket bucket, S3Request request) {
        if (request.parameter("versions").isPresent()) {
            return VersionListing.answer(bucket, request);
        }
        if (request.parameter("versioning").isEmpty()) {
            return Listing.answer(bucket, request);
        }
        return request.asksOnlyFor("versioning")
                ? S3Answer.xml(
                        "VersioningConfiguration",
                        it -> {
                            if (bucket.isVersioned()) {
                                it.text("Status", "Enabled");
                            }
                        })
                : S3Answer.refused(S3Error.NOT_IMPLEMENTED);
    }

    /**
     * PutBucketVersioning; versioning that is suspended, and MFA, are not known here.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html">PutBucketVersioning</a>
     */
    private static S3Answer enableVersioning(Bucket bucket, S3Request request) {
        if (!request.asksOnlyFor("versioning")) {
            return S3Answer.refused(S3Error.NOT_IMPLEMENTED);
        }
        return switch (Upload.of(request)) {
            case Upload.Broken(S3Error why) -> S3Answer.refused(why);
            case Upload.Received(Bytes xml, _) -> {
                String text = new String(xml.array(), UTF_8);
                if (!ENABLED.matcher(text).find() || text.contains("MfaDelete")) {
                    yield S3Answer.refused(S3Error.NOT_IMPLEMENTED);
                }
                bucket.enableVersioning();
                yield S3Answer.empty(200, Map.of());
            }
        };
    }

    private S3Answer deleteObjects(Bucket bucket, S3Request request) {
        if (!request.asksOnlyFor("delete") || request.parameter("delete").isEmpty()) {
            return S3Answer.refused(S3Error.NOT_IMPLEMENTED);
        }
        return switch (Upload.of(request)) {
            case Upload.Broken(S3Error why) -> S3Answer.refused(why);
            case Upload.Received(Bytes xml, _) ->
                    DeleteList.parse(xml.array())
                            .map(list -> deleteObjects(bucket, list))
                            .orElseGet(() -> S3Answer.refused(S3Error.MALFORMED_XML));
        };
    }

    private S3Answer deleteObjects(Bucket bucket, DeleteList list) {
        List<Consumer<Xml>> deleted = new ArrayList<>();
        list.objects().forEach(it -> deleted.add(deleteObject(bucket, it)));
        return S3Answer.xml(
                "DeleteResult",
                xml -> {
                    if (!list.quiet()) {
                        deleted.forEach(it -> xml.element("Deleted", it));
                    }
                });
    }

    private Consumer<Xml> deleteObject(Bucket bucket, DeleteList.Named named) {
        Optional<ObjectVersion> version =
                named.versionId().isPresent()
                        ? bucket.delete(named.key(), named.versionId().get())
                        : bucket.delete(named.key(), buckets.now());
        return it -> {
            it.text("Key", named.key());
            named.versionId().ifPresent(id -> it.text("VersionId", id));
            version.filter(ObjectVersion::isDeleteMarker)
                    .ifPresent(
                            marker ->
                                    it.text("DeleteMarker", "true")
                                            .text("DeleteMarkerVersionId", marker.id()));
        };
    }

    /** When it was created is not kept, and readers want a time. */
    private static void name(Xml list, String name) {
        list.element(
                "Bucket",
                it -> it.text("Name", name).text("CreationDate", Instant.EPOCH.toString()));
    }
}
