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

    private static final Pattern REGION = Pattern.compile("EU|[a-z]{2}(-[a-z]+)+-\\d");

    /** What S3 keeps for itself, and what could be taken for an IP address. */
    private static final Pattern RESERVED_NAME =
            Pattern.compile(
                    "\\d+\\.\\d+\\.\\d+\\.\\d+|.*\\.\\..*|(xn--|sthree-|amzn-s3-demo-).*"
                            + "|.*(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3|-an)");

    private static final Set<String> HEADERS_OF_XML =
            Set.of("x-amz-decoded-content-length", "x-amz-trailer");

    /** ListBuckets. */
    S3Answer all(S3Request request) {
        if (!request.method().equals("GET")) {
            return S3Answer.refused(S3Error.METHOD_NOT_ALLOWED, "Method", request.method());
        }
        return request.unread(Set.of(), Set.of())
                .orElseGet(
                        () ->
                                S3Answer.xml(
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

    S3Answer answer(S3Request request) {
        if (request.method().equals("PUT") && request.parameter("versioning").isEmpty()) {
            return request.unread(Set.of(), Set.of()).orElseGet(() -> create(request));
        }
        Optional<Bucket> bucket = buckets.find(request.bucket());
        return bucket.isEmpty()
                ? S3Answer.refused(S3Error.NO_SUCH_BUCKET, "BucketName", request.bucket())
                : answer(bucket.get(), request);
    }

    private S3Answer answer(Bucket bucket, S3Request request) {
        return switch (request.method()) {
            case "HEAD" ->
                    request.unread(Set.of(), Set.of())
                            .orElseGet(() -> S3Answer.empty(200, Map.of()));
            case "PUT" -> enableVersioning(bucket, request);
            case "GET" -> get(bucket, request);
            case "POST" -> deleteObjects(bucket, request);
            case "DELETE" -> delete(bucket, request);
            default -> S3Answer.refused(S3Error.METHOD_NOT_ALLOWED, "Method", request.method());
        };
    }

    private static S3Answer get(Bucket bucket, S3Request request) {
        if (request.parameter("versions").isPresent()) {
            return VersionListing.answer(bucket, request);
        }
        if (request.parameter("versioning").isEmpty()) {
            return Listing.answer(bucket, request);
        }
        return request.unread(Set.of("versioning"), Set.of())
                .orElseGet(
                        () ->
                                S3Answer.xml(
                                        "VersioningConfiguration",
                                        it -> {
                                            if (bucket.isVersioned()) {
                                                it.text("Status", "Enabled");
                                            }
                                        }));
    }

    /**
     * PutBucketVersioning; versioning that is suspended, and MFA, are not known here.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html">PutBucketVersioning</a>
     */
    private static S3Answer enableVersioning(Bucket bucket, S3Request request) {
        Optional<S3Answer> refused = request.unread(Set.of("versioning"), HEADERS_OF_XML);
        if (refused.isPresent()) {
            return refused.get();
        }
        return switch (Upload.of(request)) {
            case Upload.Broken(S3Answer why) -> why;
            case Upload.Received(Bytes xml, _) -> {
                String text = new String(xml.array(), UTF_8);
                if (!ENABLED.matcher(text).find() || text.contains("MfaDelete")) {
                    yield S3Answer.notImplemented(
                            "Element", "Status other than Enabled, MfaDelete");
                }
                bucket.enableVersioning();
                yield S3Answer.empty(200, Map.of());
            }
        };
    }

    private S3Answer create(S3Request request) {
        String name = request.bucket();
        if (!NAME.matcher(name).matches() || RESERVED_NAME.matcher(name).matches()) {
            return S3Answer.refused(S3Error.INVALID_BUCKET_NAME, "BucketName", name);
        }
        Optional<S3Answer> refused = configuration(request.body());
        if (refused.isPresent()) {
            return refused.get();
        }
        return buckets.create(name)
                ? S3Answer.empty(200, Map.of("Location", "/" + name))
                : S3Answer.refused(S3Error.BUCKET_ALREADY_OWNED_BY_YOU);
    }

    /** Refuses a configuration that says more than in which region the bucket shall be. */
    private static Optional<S3Answer> configuration(Bytes xml) {
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
                return Optional.of(S3Answer.notImplemented("Element", reader.getLocalName()));
            }
            String region = reader.getElementText();
            if (!REGION.matcher(region).matches()) {
                return Optional.of(
                        S3Answer.refused(
                                S3Error.INVALID_LOCATION_CONSTRAINT, "LocationConstraint", region));
            }
            return reader.nextTag() == XMLStreamReader.START_ELEMENT
                    ? Optional.of(S3Answer.notImplemented("Element", reader.getLocalName()))
                    : Optional.empty();
        } catch (XMLStreamException _) {
            return Optional.of(S3Answer.refused(S3Error.MALFORMED_XML));
        }
    }

    private S3Answer delete(Bucket bucket, S3Request request) {
        Optional<S3Answer> refused = request.unread(Set.of(), Set.of());
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!bucket.isEmpty()) {
            return S3Answer.refused(S3Error.BUCKET_NOT_EMPTY, "BucketName", bucket.name());
        }
        buckets.delete(bucket.name());
        return S3Answer.empty(204, Map.of());
    }

    private S3Answer deleteObjects(Bucket bucket, S3Request request) {
        Optional<S3Answer> refused = request.unread(Set.of("delete"), HEADERS_OF_XML);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (request.parameter("delete").isEmpty()) {
            return S3Answer.notImplemented("Method", "POST");
        }
        return switch (Upload.of(request)) {
            case Upload.Broken(S3Answer why) -> why;
            case Upload.Received(_, Map<String, String> checksums)
                    when checksums.isEmpty() && request.header("content-md5").isEmpty() ->
                    S3Answer.invalidRequest(
                            "Missing required header for this request: Content-MD5 OR"
                                    + " x-amz-checksum-*");
            case Upload.Received(Bytes xml, _) ->
                    DeleteList.parse(xml.array())
                            .map(list -> deleteObjects(bucket, list))
                            .orElseGet(() -> S3Answer.refused(S3Error.MALFORMED_XML));
        };
    }

    private S3Answer deleteObjects(Bucket bucket, DeleteList list) {
        List<Consumer<Xml>> outcomes = new ArrayList<>();
        list.entries().forEach(it -> outcomes.add(deleteObject(bucket, it, list.quiet())));
        return S3Answer.xml("DeleteResult", xml -> outcomes.forEach(it -> it.accept(xml)));
    }

    /** Deletes one, and writes what became of it. */
    private Consumer<Xml> deleteObject(Bucket bucket, DeleteList.Entry entry, boolean quiet) {
        if (entry.unread().isPresent()) {
            return failed(entry, S3Error.NOT_IMPLEMENTED, ": " + entry.unread().get());
        }
        if (entry.versionId().isPresent()) {
            return deleted(entry, quiet, bucket.delete(entry.key(), entry.versionId().get()));
        }
        return switch (bucket.delete(entry.key(), entry.match(), buckets.now())) {
            case Bucket.Outcome.Done(Optional<ObjectVersion> version) ->
                    deleted(entry, quiet, version);
            case Bucket.Outcome.Refused(S3Answer why) ->
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

    /** When it was created is not kept, and readers want a time. */
    private static void name(Xml list, String name) {
        list.element(
                "Bucket",
                it -> it.text("Name", name).text("CreationDate", Instant.EPOCH.toString()));
    }
}
