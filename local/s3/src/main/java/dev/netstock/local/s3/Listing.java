package dev.netstock.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.local.http.Xml;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A page of ListObjectsV2.
 *
 * @param prefixes the keys' beginnings up to the delimiter, each once
 * @param next the last key or prefix of the page; empty if it is the last page
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
record Listing(List<StoredObject> objects, TreeSet<String> prefixes, Optional<String> next) {
    private static final int KEYS_MAX = 1000;

    static S3Answer answer(Bucket bucket, S3Request request) {
        boolean known =
                request.asksOnlyFor(
                        "list-type",
                        "prefix",
                        "delimiter",
                        "max-keys",
                        "continuation-token",
                        "start-after",
                        "encoding-type",
                        "fetch-owner");
        if (!known || !request.parameter("list-type").orElse("1").equals("2")) {
            return S3Answer.refused(S3Error.NOT_IMPLEMENTED);
        }
        Optional<Integer> size = size(request.parameter("max-keys"));
        Optional<String> after = after(request);
        if (size.isEmpty() || after.isEmpty()) {
            return S3Answer.refused(S3Error.INVALID_ARGUMENT);
        }
        Listing page = page(bucket, request, after.get(), size.get());
        return S3Answer.xml("ListBucketResult", xml -> page.write(xml, request, size.get()));
    }

    private static Listing page(Bucket bucket, S3Request request, String after, int size) {
        String prefix = request.parameter("prefix").orElse("");
        String delimiter = request.parameter("delimiter").orElse("");
        List<StoredObject> objects = new ArrayList<>();
        var prefixes = new TreeSet<>(StoredObject.KEY_ORDER);
        String last = after;
        for (StoredObject object : bucket.from(later(prefix, after))) {
            String name = rolledUp(object.key(), prefix, delimiter);
            if (!object.key().startsWith(prefix)) {
                break; // the keys of a prefix stand together
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

    /** The key, or its beginning up to the first delimiter behind the prefix. */
    private static String rolledUp(String key, String prefix, String delimiter) {
        int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        return end < 0 ? key : key.substring(0, end + delimiter.length());
    }

    static String later(String one, String other) {
        return StoredObject.KEY_ORDER.compare(one, other) < 0 ? other : one;
    }

    private void write(Xml xml, S3Request request, int size) {
        boolean encoded = request.parameter("encoding-type").orElse("").equals("url");
        xml.text("Name", request.bucket()).text("Prefix", request.parameter("prefix").orElse(""));
        request.parameter("delimiter").ifPresent(it -> xml.text("Delimiter", it));
        request.parameter("encoding-type").ifPresent(it -> xml.text("EncodingType", it));
        request.parameter("start-after").ifPresent(it -> xml.text("StartAfter", it));
        request.parameter("continuation-token").ifPresent(it -> xml.text("ContinuationToken", it));
        next.ifPresent(it -> xml.text("NextContinuationToken", token(it)));
        xml.text("MaxKeys", Integer.toString(size))
                .text("KeyCount", Integer.toString(objects.size() + prefixes.size()))
                .text("IsTruncated", Boolean.toString(next.isPresent()));
        objects.forEach(it -> xml.element("Contents", one -> write(one, it, encoded)));
        prefixes.forEach(
                it -> xml.element("CommonPrefixes", one -> one.text("Prefix", key(it, encoded))));
    }

    private static void write(Xml xml, StoredObject object, boolean encoded) {
        xml.text("Key", key(object.key(), encoded))
                .text("LastModified", object.lastModified().toString())
                .text("ETag", object.etag())
                .text("Size", Integer.toString(object.content().size()))
                .text("StorageClass", "STANDARD");
    }

    static String key(String key, boolean encoded) {
        return encoded ? URLEncoder.encode(key, UTF_8) : key;
    }

    static Optional<Integer> size(Optional<String> asked) {
        return asked.map(it -> it.matches("\\d{1,9}") ? Integer.parseInt(it) : -1)
                .or(() -> Optional.of(KEYS_MAX))
                .filter(it -> it >= 0)
                .map(it -> Math.min(it, KEYS_MAX));
    }

    /** Behind which key the page begins; empty if the token is none of ours. */
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
