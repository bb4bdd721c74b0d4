package dev.netstock.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.local.http.Xml;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Requests for buckets: create, delete, versioning, listing and deletion of objects.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">CreateBucket</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">DeleteObjects</a>
 */
record BucketRequests(Buckets buckets) {
    /**
     * The format of a bucket name.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Naming
     *     rules</a>
     */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final Pattern ENABLED = Pattern.compile("<Status>\\s*Enabled\\s*</Status>");

    private static final Pattern REGION = Pattern.compile("EU|[a-z]{2}(-[a-z]+)+-\\d");

    /** Names that S3 reserves, and names that look like an IP address. */
    private static final Pattern RESERVED_NAME =
            Pattern.compile(
                    "\\d+\\.\\d+\\.\\d+\\.\\d+|.*\\.\\..*|(xn--|sthree-|amzn-s3-demo-).*"
                            + "|.*(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3|-an)");

    private static final Set<String> HEADERS_OF_XML =
            Set.of("x-amz-decoded-content-length", "x-amz-trailer");

    /** ListBuckets. */
    S3Response all(S3Request request) {
        if (!request.method().equals("GET")) {
            return S3Response.refused(S3Error.METHOD_NOT_ALLOWED, "Method", request.method());
        }
        return request.unsupported(Set.of(), Set.of())
                .orElseGet(
                        () ->
                                S3Response.xml(
                                        "ListAllMyBucketsResult",
                                        it ->
                                                it.element(
                                                        "Buckets",
                                                        list ->
                                                                buckets.names()
                                                                        .forEach(
                                                                                n ->
                                                                                        name(
                                                                                                list,
                                                                                                n)))));
    }

    S3Response answer(S3Request request) {
        if (request.method().equals("PUT") && request.parameter("versioning").isEmpty()) {
            return request.unsupported(Set.of(), Set.of()).orElseGet(() -> create(request));
        }
        Optional<Bucket> bucket = buckets.find(request.bucket());
        return bucket.isEmpty()
                ? S3Response.refused(S3Error.NO_SUCH_BUCKET, "BucketName", request.bucket())
                : answer(bucket.get(), request);
    }

    private S3Response answer(Bucket bucket, S3Request request) {
        return switch (request.method()) {
            case "HEAD" ->
                    request.unsupported(Set.of(), Set.of())
                            .orElseGet(() -> S3Response.empty(200, Map.of()));
            case "PUT" -> enableVersioning(bucket, request);
            case "GET" -> get(bucket, request);
            case "POST" -> deleteObjects(bucket, request);
            case "DELETE" -> delete(bucket, request);
            default -> S3Response.refused(S3Error.METHOD_NOT_ALLOWED, "Method", request.method());
        };
    }

    private static S3Response get(Bucket bucket, S3Request request) {
        if (request.parameter("versions").isPresent()) {
            return VersionListing.answer(bucket, request);
        }
        if (request.parameter("versioning").isEmpty()) {
            return Listing.answer(bucket, request);
        }
        return request.unsupported(Set.of("versioning"), Set.of())
                .orElseGet(
                        () ->
                                S3Response.xml(
                                        "VersioningConfiguration",
                                        it -> {
                                            if (bucket.isVersioned()) {
                                                it.text("Status", "Enabled");
                                            }
                                        }));
    }

    /**
     * PutBucketVersioning; suspended versioning and MFA delete are not supported.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html">PutBucketVersioning</a>
     */
    private static S3Response enableVersioning(Bucket bucket, S3Request request) {
        Optional<S3Response> refused = request.unsupported(Set.of("versioning"), HEADERS_OF_XML);
        if (refused.isPresent()) {
            return refused.get();
        }
        return switch (Upload.of(request)) {
            case Upload.Broken(S3Response why) -> why;
            case Upload.Received(Bytes xml, _) -> {
                String text = new String(xml.array(), UTF_8);
                if (!ENABLED.matcher(text).find() || text.contains("MfaDelete")) {
                    yield S3Response.notImplemented(
                            "Element", "Status other than Enabled, MfaDelete");
                }
                bucket.enableVersioning();
                yield S3Response.empty(200, Map.of());
            }
        };
    }

    private S3Response create(S3Request request) {
        String name = request.bucket();
        if (!NAME.matcher(name).matches() || RESERVED_NAME.matcher(name).matches()) {
            return S3Response.refused(S3Error.INVALID_BUCKET_NAME, "BucketName", name);
        }
        Optional<S3Response> refused = configuration(request.body());
        if (refused.isPresent()) {
            return refused.get();
        }
        return buckets.create(name)
                ? S3Response.empty(200, Map.of("Location", "/" + name))
                : S3Response.refused(S3Error.BUCKET_ALREADY_OWNED_BY_YOU);
    }

    /** Rejects a configuration with anything but a region. */
    private static Optional<S3Response> configuration(Bytes xml) {
        if (xml.size() == 0) {
            return Optional.empty();
        }
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try {
            XMLStreamReader reader =
                    factory.createXMLStreamReader(new ByteArrayInputStream(xml.array()));
            reader.nextTag();
            reader.require(XMLStreamReader.START_ELEMENT, null, "CreateBucketConfiguration");
            if (reader.nextTag() != XMLStreamReader.START_ELEMENT) {
                return Optional.empty();
            }
            if (!reader.getLocalName().equals("LocationConstraint")) {
                return Optional.of(S3Response.notImplemented("Element", reader.getLocalName()));
            }
            String region = reader.getElementText();
            if (!REGION.matcher(region).matches()) {
                return Optional.of(
                        S3Response.refused(
                                S3Error.INVALID_LOCATION_CONSTRAINT, "LocationConstraint", region));
            }
            return reader.nextTag() == XMLStreamReader.START_ELEMENT
                    ? Optional.of(S3Response.notImplemented("Element", reader.getLocalName()))
                    : Optional.empty();
        } catch (XMLStreamException _) {
            return Optional.of(S3Response.refused(S3Error.MALFORMED_XML));
        }
    }

    private S3Response delete(Bucket bucket, S3Request request) {
        Optional<S3Response> refused = request.unsupported(Set.of(), Set.of());
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!bucket.isEmpty()) {
            return S3Response.refused(S3Error.BUCKET_NOT_EMPTY, "BucketName", bucket.name());
        }
        buckets.delete(bucket.name());
        return S3Response.empty(204, Map.of());
    }

    private S3Response deleteObjects(Bucket bucket, S3Request request) {
        Optional<S3Response> refused = request.unsupported(Set.of("delete"), HEADERS_OF_XML);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (request.parameter("delete").isEmpty()) {
            return S3Response.notImplemented("Method", "POST");
        }
        return switch (Upload.of(request)) {
            case Upload.Broken(S3Response why) -> why;
            case Upload.Received(_, Map<String, String> checksums)
                    when checksums.isEmpty() && request.header("content-md5").isEmpty() ->
                    S3Response.invalidRequest(
                            "Missing required header for this request: Content-MD5 OR"
                                    + " x-amz-checksum-*");
            case Upload.Received(Bytes xml, _) ->
                    DeleteList.parse(xml.array())
                            .map(list -> deleteObjects(bucket, list))
                            .orElseGet(() -> S3Response.refused(S3Error.MALFORMED_XML));
        };
    }

    private S3Response deleteObjects(Bucket bucket, DeleteList list) {
        List<Consumer<Xml>> outcomes = new ArrayList<>();
        list.entries().forEach(it -> outcomes.add(deleteObject(bucket, it, list.quiet())));
        return S3Response.xml("DeleteResult", xml -> outcomes.forEach(it -> it.accept(xml)));
    }

    /** Deletes one object and writes the result. */
    private Consumer<Xml> deleteObject(Bucket bucket, DeleteList.Entry entry, boolean quiet) {
        if (entry.unsupported().isPresent()) {
            return failed(entry, S3Error.NOT_IMPLEMENTED, ": " + entry.unsupported().get());
        }
        if (entry.versionId().isPresent()) {
            return deleted(entry, quiet, bucket.delete(entry.key(), entry.versionId().get()));
        }
        return switch (bucket.delete(entry.key(), entry.match(), buckets.now())) {
            case Bucket.Outcome.Done(Optional<ObjectVersion> version) ->
                    deleted(entry, quiet, version);
            case Bucket.Outcome.Refused(S3Response why) ->
                    failed(
                            entry,
                            why.status() == S3Error.NO_SUCH_KEY.status()
                                    ? S3Error.NO_SUCH_KEY
                                    : S3Error.PRECONDITION_FAILED,
                            "");
        };
    }

    private static Consumer<Xml> failed(DeleteList.Entry entry, S3Error error, String about) {
        return xml ->
                xml.element(
                        "Error",
                        it ->
                                it.text("Key", entry.key())
                                        .text("Code", error.code())
                                        .text("Message", error.message() + about));
    }

    private static Consumer<Xml> deleted(
            DeleteList.Entry entry, boolean quiet, Optional<ObjectVersion> version) {
        Consumer<Xml> contents =
                it -> {
                    it.text("Key", entry.key());
                    entry.versionId().ifPresent(id -> it.text("VersionId", id));
                    version.filter(ObjectVersion::isDeleteMarker)
                            .ifPresent(
                                    marker ->
                                            it.text("DeleteMarker", "true")
                                                    .text("DeleteMarkerVersionId", marker.id()));
                };
        return xml -> {
            if (!quiet) {
                xml.element("Deleted", contents);
            }
        };
    }

    /** The creation time is not stored, but clients expect one. */
    private static void name(Xml list, String name) {
        list.element(
                "Bucket",
                it -> it.text("Name", name).text("CreationDate", Instant.EPOCH.toString()));
    }
}
