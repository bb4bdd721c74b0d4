package dev.netstock.local.s3;

import dev.netstock.local.http.Xml;

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
        byte[] body =
                Xml.document(
                        "Error",
                        NAMESPACE,
                        it -> it.text("Code", error.code()).text("Message", error.message()));
        return new S3Answer(
                error.status(), Map.of("Content-Type", "application/xml"), Bytes.of(body));
    }
}
