package dev.netstock.local.s3;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The conditions of a request: on what it reads, on the source of a copy, on what it replaces, and
 * on what it deletes. Each method returns the error, or empty if the conditions hold.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">Conditional
 *     requests</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-precedence-of-preconditions">RFC 9110,
 *     precedence of preconditions</a>
 */
final class Conditions {
    private static final String ANY = "*";

    private Conditions() {}

    /** The conditions of GetObject and HeadObject. */
    static Optional<S3Response> ofRead(S3Request request, StoredObject found) {
        var read = new Tags(request, "", found);
        Optional<String> failed = read.fails("If-Match", "If-Unmodified-Since");
        return failed.isPresent()
                ? failed.map(Conditions::failed)
                : read.isUnchanged("If-None-Match", "If-Modified-Since")
                        .map(
                                _ ->
                                        S3Response.empty(
                                                304,
                                                Map.of(
                                                        "ETag",
                                                        found.etag(),
                                                        "Last-Modified",
                                                        found.lastModifiedHeader())));
    }

    /** The conditions of CopyObject on its source: all fail with 412. */
    static Optional<S3Response> ofCopySource(S3Request request, StoredObject source) {
        var copied = new Tags(request, "x-amz-copy-source-", source);
        return copied.fails("If-Match", "If-Unmodified-Since")
                .or(() -> copied.isUnchanged("If-None-Match", "If-Modified-Since"))
                .map(Conditions::failed);
    }

    /**
     * A condition of PutObject or CopyObject that S3 does not accept: {@code If-None-Match} must be
     * {@code *}, {@code If-Match} an entity tag, and only one of them is allowed.
     */
    static Optional<S3Response> malformedWrite(S3Request request) {
        Optional<String> match = request.header("if-match");
        Optional<String> noneMatch = request.header("if-none-match");
        if (match.isPresent() && noneMatch.isPresent()) {
            return Optional.of(
                    S3Response.refused(
                            S3Error.NOT_IMPLEMENTED,
                            S3Error.NOT_IMPLEMENTED.message(),
                            Map.of(
                                    "Header",
                                    "If-Match,If-None-Match",
                                    "additionalMessage",
                                    "Multiple conditional request headers present in the"
                                            + " request")));
        }
        if (noneMatch.isPresent() && !noneMatch.get().equals(ANY)) {
            return Optional.of(unsupportedValue("If-None-Match"));
        }
        return match.filter(ANY::equals).map(_ -> unsupportedValue("If-Match"));
    }

    /** The conditions of a write on what it replaces, once {@link #malformedWrite} has passed. */
    static Optional<S3Response> ofWrite(S3Request request, Optional<StoredObject> replaced) {
        if (request.header("if-none-match").isPresent() && replaced.isPresent()) {
            return Optional.of(failed("If-None-Match"));
        }
        Optional<String> match = request.header("if-match");
        if (match.isPresent() && replaced.isEmpty()) {
            return Optional.of(S3Response.refused(S3Error.NO_SUCH_KEY, "Key", request.key()));
        }
        return match.filter(it -> !isOf(replaced.orElseThrow(), it)).map(_ -> failed("If-Match"));
    }

    /**
     * The condition of a delete.
     *
     * @param match an entity tag or {@code *}; empty if it is unconditional
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html">Conditional
     *     deletes</a>
     */
    static Optional<S3Response> ofDelete(
            Optional<String> match, String key, Optional<StoredObject> deleted) {
        if (match.isEmpty()) {
            return Optional.empty();
        }
        if (deleted.isEmpty() && !match.get().equals(ANY)) {
            return Optional.of(S3Response.refused(S3Error.NO_SUCH_KEY, "Key", key));
        }
        return deleted.isPresent() && isOf(deleted.get(), match.get())
                ? Optional.empty()
                : Optional.of(failed("If-Match"));
    }

    private static S3Response failed(String condition) {
        return S3Response.refused(S3Error.PRECONDITION_FAILED, "Condition", condition);
    }

    private static S3Response unsupportedValue(String header) {
        return S3Response.refused(
                S3Error.NOT_IMPLEMENTED,
                S3Error.NOT_IMPLEMENTED.message(),
                Map.of(
                        "Header",
                        header,
                        "additionalMessage",
                        "We don't accept the provided value of "
                                + header
                                + " header for this API"));
    }

    /** Whether one of the entity tags, with or without quotes, is the object's. */
    private static boolean isOf(StoredObject object, String tags) {
        return Arrays.stream(tags.split(",", -1))
                .map(String::strip)
                .anyMatch(it -> it.equals(ANY) || bare(it).equals(bare(object.etag())));
    }

    private static String bare(String tag) {
        return tag.replaceFirst("^W/", "").replace("\"", "");
    }

    /** The four conditions of a read, whose headers may have a prefix. */
    private record Tags(S3Request request, String prefix, StoredObject object) {
        /** The failed condition. The time is used only if there is no entity tag. */
        Optional<String> fails(String match, String unmodifiedSince) {
            Optional<String> tags = header(match);
            return tags.isPresent()
                    ? tags.filter(it -> !isOf(object, it)).map(_ -> prefix + match)
                    : time(unmodifiedSince)
                            .filter(it -> modified().isAfter(it))
                            .map(_ -> prefix + unmodifiedSince);
        }

        /** The condition that reports an unchanged object. The time is used as above. */
        Optional<String> isUnchanged(String noneMatch, String modifiedSince) {
            Optional<String> tags = header(noneMatch);
            return tags.isPresent()
                    ? tags.filter(it -> isOf(object, it)).map(_ -> prefix + noneMatch)
                    : time(modifiedSince)
                            .filter(it -> !modified().isAfter(it) && !it.isAfter(Instant.now()))
                            .map(_ -> prefix + modifiedSince);
        }

        /** In whole seconds, like the headers. */
        private Instant modified() {
            return object.lastModified().truncatedTo(ChronoUnit.SECONDS);
        }

        private Optional<String> header(String name) {
            return request.header((prefix + name).toLowerCase(Locale.ROOT));
        }

        /** An invalid time is ignored, as RFC 9110 requires. */
        private Optional<Instant> time(String name) {
            try {
                return header(name)
                        .map(it -> ZonedDateTime.parse(it, DateTimeFormatter.RFC_1123_DATE_TIME))
                        .map(ZonedDateTime::toInstant);
            } catch (DateTimeParseException _) {
                return Optional.empty();
            }
        }
    }
}
