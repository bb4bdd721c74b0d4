package dev.netstock.local.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The object headers of a write: type, encoding, metadata and storage settings.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">Working
 *     with object metadata</a>
 */
final class ObjectHeaders {
    private static final String METADATA = "x-amz-meta-";

    /** Size limit of names and values, without the common prefix. */
    private static final int METADATA_BYTES_MAX = 2048;

    private static final List<String> KEPT =
            List.of(
                    "cache-control",
                    "content-disposition",
                    "content-encoding",
                    "content-language",
                    "content-type",
                    "expires");

    /** Storage classes other than {@code STANDARD}. */
    private static final Set<String> STORAGE_CLASSES =
            Set.of(
                    "DEEP_ARCHIVE",
                    "EXPRESS_ONEZONE",
                    "FSX_ONTAP",
                    "FSX_OPENZFS",
                    "GLACIER",
                    "GLACIER_IR",
                    "INTELLIGENT_TIERING",
                    "ONEZONE_IA",
                    "REDUCED_REDUNDANCY",
                    "SNOW",
                    "STANDARD_IA");

    private static final Set<String> ENCRYPTIONS = Set.of("aws:fsx", "aws:kms", "aws:kms:dsse");

    private static final Set<String> ACLS =
            Set.of(
                    "authenticated-read",
                    "aws-exec-read",
                    "bucket-owner-read",
                    "log-delivery-write",
                    "private",
                    "public-read",
                    "public-read-write");

    private ObjectHeaders() {}

    /** The headers that S3 stores and returns with the object. */
    static Map<String, String> kept(S3Request request) {
        Map<String, String> kept = new TreeMap<>();
        kept.put("content-type", "binary/octet-stream");
        request.headers()
                .forEach(
                        (name, value) -> {
                            if (KEPT.contains(name) || name.startsWith(METADATA)) {
                                kept.put(name, value);
                            }
                        });
        kept.computeIfPresent("content-encoding", (_, encoding) -> withoutChunking(encoding));
        return kept;
    }

    /** Rejects metadata that is too large, and unsupported storage settings. */
    static Optional<S3Response> refusal(S3Request request) {
        return metadataTooLarge(request)
                .or(
                        () ->
                                request.header("x-amz-storage-class")
                                        .flatMap(ObjectHeaders::storageClass))
                .or(
                        () ->
                                request.header("x-amz-server-side-encryption")
                                        .flatMap(ObjectHeaders::encryption))
                .or(() -> request.header("x-amz-acl").flatMap(ObjectHeaders::acl));
    }

    private static Optional<S3Response> metadataTooLarge(S3Request request) {
        int size =
                request.headers().entrySet().stream()
                        .filter(it -> it.getKey().startsWith(METADATA))
                        .mapToInt(
                                it -> bytes(it.getKey()) - METADATA.length() + bytes(it.getValue()))
                        .sum();
        return size <= METADATA_BYTES_MAX
                ? Optional.empty()
                : Optional.of(
                        S3Response.refused(
                                S3Error.METADATA_TOO_LARGE,
                                S3Error.METADATA_TOO_LARGE.message(),
                                Map.of(
                                        "Size",
                                        Integer.toString(size),
                                        "MaxSizeAllowed",
                                        Integer.toString(METADATA_BYTES_MAX))));
    }

    /** The server decodes each byte of a header as one character. */
    private static int bytes(String header) {
        return header.getBytes(ISO_8859_1).length;
    }

    private static Optional<S3Response> storageClass(String requested) {
        if (requested.equals("STANDARD")) {
            return Optional.empty();
        }
        return Optional.of(
                STORAGE_CLASSES.contains(requested)
                        ? S3Response.notImplemented("Header", "x-amz-storage-class: " + requested)
                        : S3Response.refused(
                                S3Error.INVALID_STORAGE_CLASS, "StorageClassRequested", requested));
    }

    private static Optional<S3Response> encryption(String requested) {
        if (requested.equals("AES256")) {
            return Optional.empty();
        }
        return Optional.of(
                ENCRYPTIONS.contains(requested)
                        ? S3Response.notImplemented(
                                "Header", "x-amz-server-side-encryption: " + requested)
                        : S3Response.refused(
                                S3Error.INVALID_ENCRYPTION, "ArgumentValue", requested));
    }

    /**
     * Buckets have no ACLs by default.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Controlling
     *     ownership of objects and disabling ACLs</a>
     */
    private static Optional<S3Response> acl(String requested) {
        if (requested.equals("bucket-owner-full-control")) {
            return Optional.empty();
        }
        return Optional.of(
                ACLS.contains(requested)
                        ? S3Response.refused(S3Error.ACL_NOT_SUPPORTED)
                        : S3Response.invalidArgument("x-amz-acl", requested, "Invalid canned ACL"));
    }

    /** Removes the transfer's encoding; null if no other encoding is left. */
    private static @Nullable String withoutChunking(String encoding) {
        String own = encoding.replaceFirst("aws-chunked,?\\s*", "").replaceFirst(",$", "");
        return own.isEmpty() ? null : own;
    }
}
