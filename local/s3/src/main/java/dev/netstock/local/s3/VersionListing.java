package dev.netstock.local.s3;

import dev.netstock.local.http.Xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A page of ListObjectVersions, without delimiters.
 *
 * @param next last version of the page; empty on the last page
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html">ListObjectVersions</a>
 */
record VersionListing(Bucket bucket, List<ObjectVersion> versions, Optional<ObjectVersion> next) {
    private static final Set<String> PARAMETERS =
            Set.of(
                    "encoding-type",
                    "key-marker",
                    "max-keys",
                    "prefix",
                    "version-id-marker",
                    "versions");

    static S3Response answer(Bucket bucket, S3Request request) {
        Optional<S3Response> refused =
                request.unsupported(PARAMETERS, Set.of())
                        .or(() -> Listing.invalidSizeOrEncoding(request))
                        .or(() -> versionAlone(request));
        if (refused.isPresent()) {
            return refused.get();
        }
        int size = Listing.size(request).orElseThrow();
        VersionListing page = page(bucket, request, size);
        return S3Response.xml("ListVersionsResult", xml -> page.write(xml, request, size));
    }

    private static Optional<S3Response> versionAlone(S3Request request) {
        return request.parameter("version-id-marker").isPresent()
                        && request.parameter("key-marker").isEmpty()
                ? Listing.invalid(
                        request,
                        "version-id-marker",
                        "A version-id marker cannot be specified without a key marker.")
                : Optional.empty();
    }

    private static VersionListing page(Bucket bucket, S3Request request, int size) {
        String prefix = request.parameter("prefix").orElse("");
        String keyMarker = request.parameter("key-marker").orElse("");
        Optional<String> versionMarker = request.parameter("version-id-marker");
        List<ObjectVersion> page = new ArrayList<>();
        if (size == 0) {
            return new VersionListing(bucket, page, Optional.empty());
        }
        boolean isBehind = versionMarker.isEmpty();
        for (ObjectVersion version : bucket.versionsFrom(Listing.later(prefix, keyMarker))) {
            if (!version.key().startsWith(prefix)) {
                break; // keys with the same prefix are adjacent
            }
            if (!keyMarker.isEmpty() && version.key().equals(keyMarker)) {
                boolean isListed = !isBehind || versionMarker.isEmpty();
                isBehind |= versionMarker.filter(version.id()::equals).isPresent();
                if (isListed) {
                    continue;
                }
            }
            if (page.size() == size) {
                return new VersionListing(
                        bucket,
                        page,
                        page.isEmpty() ? Optional.empty() : Optional.of(page.getLast()));
            }
            page.add(version);
        }
        return new VersionListing(bucket, page, Optional.empty());
    }

    private void write(Xml xml, S3Request request, int size) {
        boolean encoded = request.parameter("encoding-type").orElse("").equals("url");
        xml.text("Name", request.bucket())
                .text("Prefix", Listing.key(request.parameter("prefix").orElse(""), encoded))
                .text("KeyMarker", Listing.key(request.parameter("key-marker").orElse(""), encoded))
                .text("VersionIdMarker", request.parameter("version-id-marker").orElse(""));
        request.parameter("encoding-type").ifPresent(it -> xml.text("EncodingType", it));
        next.ifPresent(
                it ->
                        xml.text("NextKeyMarker", Listing.key(it.key(), encoded))
                                .text("NextVersionIdMarker", it.id()));
        xml.text("MaxKeys", Integer.toString(size))
                .text("IsTruncated", Boolean.toString(next.isPresent()));
        versions.forEach(
                it ->
                        xml.element(
                                it.isDeleteMarker() ? "DeleteMarker" : "Version",
                                one -> write(one, it, encoded)));
    }

    private void write(Xml xml, ObjectVersion version, boolean encoded) {
        boolean isLatest =
                bucket.newest(version.key()).filter(it -> it.id().equals(version.id())).isPresent();
        xml.text("Key", Listing.key(version.key(), encoded))
                .text("VersionId", version.id())
                .text("IsLatest", Boolean.toString(isLatest))
                .text("LastModified", version.object().lastModified().toString());
        if (!version.isDeleteMarker()) {
            xml.text("ETag", version.object().etag())
                    .text("Size", Integer.toString(version.object().content().size()))
                    .text("StorageClass", "STANDARD");
        }
    }
}
