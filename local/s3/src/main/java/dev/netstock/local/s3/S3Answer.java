package dev.netstock.local.s3;

import dev.netstock.local.http.Xml;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** An HTTP answer. */
record S3Answer(int status, Map<String, String> headers, Bytes body) {
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static final Bytes NOTHING = Bytes.of();

    static S3Answer empty(int status, Map<String, String> headers) {
        return new S3Answer(status, headers, NOTHING);
    }

    static S3Answer xml(String root, Consumer<Xml> contents) {
        return new S3Answer(
                200,
                Map.of("Content-Type", "application/xml"),
                Bytes.of(Xml.document(root, NAMESPACE, contents)));
    }

    /** The same with further headers. */
    S3Answer with(Map<String, String> further) {
        Map<String, String> all = new TreeMap<>(headers);
        all.putAll(further);
        return new S3Answer(status, all, body);
    }

    static S3Answer refused(S3Error error) {
        return refused(error, error.message(), Map.of());
    }

    /** With one more element, by which S3 says what it is about. */
    static S3Answer refused(S3Error error, String detail, String value) {
        return refused(error, error.message(), Map.of(detail, value));
    }

    static S3Answer refused(S3Error error, String message, Map<String, String> details) {
        byte[] body =
                Xml.document(
                        "Error",
                        NAMESPACE,
                        it -> {
                            it.text("Code", error.code()).text("Message", message);
                            details.forEach(it::text);
                        });
        return new S3Answer(
                error.status(), Map.of("Content-Type", "application/xml"), Bytes.of(body));
    }

    /** A parameter or a header has a value that S3 does not take. */
    static S3Answer invalidArgument(String name, String value, String message) {
        return refused(
                S3Error.INVALID_ARGUMENT,
                message,
                Map.of("ArgumentName", name, "ArgumentValue", value));
    }

    static S3Answer invalidRequest(String message) {
        return refused(S3Error.INVALID_REQUEST, message, Map.of());
    }

    /**
     * What S3 may know and this does not is named.
     *
     * @param kind {@code Header}, {@code Parameter} or {@code Element}
     */
    static S3Answer notImplemented(String kind, String name) {
        String message =
                kind.equals("Header")
                        ? S3Error.NOT_IMPLEMENTED.message()
                        : "The " + kind.toLowerCase(Locale.ROOT) + " is not served here";
        return refused(S3Error.NOT_IMPLEMENTED, message + ": " + name, Map.of(kind, name));
    }
}
