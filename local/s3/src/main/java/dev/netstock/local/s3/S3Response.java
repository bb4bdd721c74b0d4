package dev.netstock.local.s3;

import dev.netstock.local.http.Xml;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** An HTTP response. */
record S3Response(int status, Map<String, String> headers, Bytes body) {
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static final Bytes NOTHING = Bytes.of();

    static S3Response empty(int status, Map<String, String> headers) {
        return new S3Response(status, headers, NOTHING);
    }

    static S3Response xml(String root, Consumer<Xml> contents) {
        return new S3Response(
                200,
                Map.of("Content-Type", "application/xml"),
                Bytes.of(Xml.document(root, NAMESPACE, contents)));
    }

    /** A copy with further headers. */
    S3Response with(Map<String, String> further) {
        Map<String, String> all = new TreeMap<>(headers);
        all.putAll(further);
        return new S3Response(status, all, body);
    }

    static S3Response refused(S3Error error) {
        return refused(error, error.message(), Map.of());
    }

    /** A copy with one more element that names the resource. */
    static S3Response refused(S3Error error, String detail, String value) {
        return refused(error, error.message(), Map.of(detail, value));
    }

    static S3Response refused(S3Error error, String message, Map<String, String> details) {
        byte[] body =
                Xml.document(
                        "Error",
                        NAMESPACE,
                        it -> {
                            it.text("Code", error.code()).text("Message", message);
                            details.forEach(it::text);
                        });
        return new S3Response(
                error.status(), Map.of("Content-Type", "application/xml"), Bytes.of(body));
    }

    /** The error for a parameter or header value that S3 rejects. */
    static S3Response invalidArgument(String name, String value, String message) {
        return refused(
                S3Error.INVALID_ARGUMENT,
                message,
                Map.of("ArgumentName", name, "ArgumentValue", value));
    }

    static S3Response invalidRequest(String message) {
        return refused(S3Error.INVALID_REQUEST, message, Map.of());
    }

    /**
     * Names an S3 feature that the local S3 does not support.
     *
     * @param kind {@code Header}, {@code Parameter} or {@code Element}
     */
    static S3Response notImplemented(String kind, String name) {
        String message =
                kind.equals("Header")
                        ? S3Error.NOT_IMPLEMENTED.message()
                        : "The " + kind.toLowerCase(Locale.ROOT) + " is not supported";
        return refused(S3Error.NOT_IMPLEMENTED, message + ": " + name, Map.of(kind, name));
    }
}
