package dev.netstock.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.local.http.Xml;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A page of ListObjectsV2.
 *
 * @param prefixes common prefixes up to the delimiter, distinct
 * @param next last key or prefix of the page; empty on the last page
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
record Listing(List<StoredObject> objects, TreeSet<String> prefixes, Optional<String> next) {
    private static final int KEYS_MAX = 1000;

    /** The owner of all objects, since there is one account. */
    private static final String OWNER = "local";

    private static final Set<String> PARAMETERS =
            Set.of(
                    "continuation-token",
                    "delimiter",
                    "encoding-type",
                    "fetch-owner",
                    "list-type",
                    "max-keys",
                    "prefix",
                    "start-after");

    static S3Response answer(Bucket bucket, S3Request request) {
        Optional<S3Response> refused =
                request.unsupported(PARAMETERS, Set.of()).or(() -> invalid(request));
        if (refused.isPresent()) {
            return refused.get();
        }
        int size = size(request).orElseThrow();
        Listing page = page(bucket, request, after(request).orElseThrow(), size);
        return S3Response.xml("ListBucketResult", xml -> page.write(xml, request, size));
    }

    private static Optional<S3Response> invalid(S3Request request) {
        Optional<String> type = request.parameter("list-type");
        if (type.isEmpty()) {
            return Optional.of(S3Response.notImplemented("Action", "ListObjects"));
        }
        if (!type.get().equals("2")) {
            return invalid(request, "list-type", "Invalid List Type specified in Request");
        }
        Optional<S3Response> invalid = invalidSizeOrEncoding(request);
        return invalid.isEmpty() && after(request).isEmpty()
                ? invalid(
                        request,
                        "continuation-token",
                        "The continuation token provided is incorrect")
                : invalid;
    }

    static Optional<S3Response> invalidSizeOrEncoding(S3Request request) {
        if (!request.parameter("encoding-type").orElse("url").equals("url")) {
            return invalid(
                    request, "encoding-type", "Invalid Encoding Method specified in Request");
        }
        return size(request).isEmpty()
                ? invalid(
                        request,
                        "max-keys",
                        "Argument maxKeys must be an integer between 0 and 2147483647")
                : Optional.empty();
    }

    static Optional<S3Response> invalid(S3Request request, String name, String message) {
        return Optional.of(
                S3Response.invalidArgument(name, request.parameter(name).orElse(""), message));
    }

    private static Listing page(Bucket bucket, S3Request request, String after, int size) {
        String prefix = request.parameter("prefix").orElse("");
        String delimiter = request.parameter("delimiter").orElse("");
        List<StoredObject> objects = new ArrayList<>();
        var prefixes = new TreeSet<>(StoredObject.KEY_ORDER);
        String last = after;
        if (size == 0) {
            return new Listing(objects, prefixes, Optional.empty());
        }
        for (StoredObject object : bucket.from(later(prefix, after))) {
            String name = rolledUp(object.key(), prefix, delimiter);
            if (!object.key().startsWith(prefix)) {
                break; // keys with the same prefix are adjacent
            }
            boolean listed = StoredObject.KEY_ORDER.compare(name, last) <= 0 && !last.isEmpty();
            if (!listed && objects.size() + prefixes.size() == size) {
                return new Listing(objects, prefixes, Optional.of(last));
            }
            if (!listed) {
                last = name;
                if (name.equals(object.key())) {
                    objects.add(object);
                } else {
                    prefixes.add(name);
                }
            }
        }
        return new Listing(objects, prefixes, Optional.empty());
    }

    /** The key, or its common prefix up to the first delimiter after the prefix. */
    private static String rolledUp(String key, String prefix, String delimiter) {
        int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        return end < 0 ? key : key.substring(0, end + delimiter.length());
    }

    static String later(String one, String other) {
        return StoredObject.KEY_ORDER.compare(one, other) < 0 ? other : one;
    }

    private void write(Xml xml, S3Request request, int size) {
        boolean encoded = request.parameter("encoding-type").orElse("").equals("url");
        boolean withOwner = request.parameter("fetch-owner").orElse("").equals("true");
        xml.text("Name", request.bucket())
                .text("Prefix", key(request.parameter("prefix").orElse(""), encoded));
        request.parameter("delimiter").ifPresent(it -> xml.text("Delimiter", key(it, encoded)));
        request.parameter("encoding-type").ifPresent(it -> xml.text("EncodingType", it));
        request.parameter("start-after").ifPresent(it -> xml.text("StartAfter", key(it, encoded)));
        request.parameter("continuation-token").ifPresent(it -> xml.text("ContinuationToken", it));
        next.ifPresent(it -> xml.text("NextContinuationToken", token(it)));
        xml.text("MaxKeys", Integer.toString(size))
                .text("KeyCount", Integer.toString(objects.size() + prefixes.size()))
                .text("IsTruncated", Boolean.toString(next.isPresent()));
        objects.forEach(it -> xml.element("Contents", one -> write(one, it, encoded, withOwner)));
        prefixes.forEach(
                it -> xml.element("CommonPrefixes", one -> one.text("Prefix", key(it, encoded))));
    }

    private static void write(Xml xml, StoredObject object, boolean encoded, boolean withOwner) {
        xml.text("Key", key(object.key(), encoded))
                .text("LastModified", object.lastModified().toString())
                .text("ETag", object.etag())
                .text("Size", Integer.toString(object.content().size()))
                .text("StorageClass", "STANDARD");
        if (withOwner) {
            xml.element("Owner", it -> it.text("ID", OWNER));
        }
    }

    static String key(String key, boolean encoded) {
        return encoded ? URLEncoder.encode(key, UTF_8).replace("%2F", "/") : key;
    }

    /** Maximum keys of the page; empty if the number is invalid. */
    static Optional<Integer> size(S3Request request) {
        String requested = request.parameter("max-keys").orElse(Integer.toString(KEYS_MAX));
        return requested.matches("\\d{1,10}") && Long.parseLong(requested) <= Integer.MAX_VALUE
                ? Optional.of((int) Math.min(Long.parseLong(requested), KEYS_MAX))
                : Optional.empty();
    }

    /** The key after which the page begins; empty if the token is invalid. */
    private static Optional<String> after(S3Request request) {
        Optional<String> token = request.parameter("continuation-token");
        if (token.isEmpty()) {
            return Optional.of(request.parameter("start-after").orElse(""));
        }
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(token.get()), UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String token(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(UTF_8));
    }
}
