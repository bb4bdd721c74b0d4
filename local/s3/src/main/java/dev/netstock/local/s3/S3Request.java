package dev.netstock.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import java.net.URLDecoder;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A path-style request.
 *
 * @param bucket empty for the service itself
 * @param key empty for the bucket itself
 * @param headers by lower-case name
 */
record S3Request(
        String method,
        String bucket,
        String key,
        Map<String, String> query,
        Map<String, String> headers,
        Bytes body) {
    private static final Set<String> CONDITIONS_AND_RANGES =
            Set.of(
                    "content-range",
                    "if-match",
                    "if-modified-since",
                    "if-none-match",
                    "if-range",
                    "if-unmodified-since",
                    "range");

    /**
     * Headers of the signature, of the client, and checksums of the body, which SDKs also send for
     * an empty body.
     */
    private static final Set<String> OF_EVERY_REQUEST =
            Set.of(
                    "x-amz-checksum-crc32",
                    "x-amz-checksum-crc32c",
                    "x-amz-checksum-crc64nvme",
                    "x-amz-checksum-sha1",
                    "x-amz-checksum-sha256",
                    "x-amz-content-sha256",
                    "x-amz-date",
                    "x-amz-sdk-checksum-algorithm",
                    "x-amz-security-token",
                    "x-amz-te",
                    "x-amz-user-agent");

    static S3Request of(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getRawPath().substring(1);
        int slash = path.indexOf('/');
        return new S3Request(
                exchange.getRequestMethod(),
                decodePath(slash < 0 ? path : path.substring(0, slash)),
                slash < 0 ? "" : decodePath(path.substring(slash + 1)),
                query(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("")),
                headers(exchange),
                Bytes.of(body));
    }

    Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /**
     * Rejects a request with unsupported parameters or headers. Ignoring a header that changes the
     * behaviour of S3 would return a wrong response.
     *
     * @param parameters supported parameters
     * @param headers supported headers in lower case; each begins with {@code x-amz-}, or is a
     *     condition or a range. A trailing hyphen makes it a prefix
     */
    Optional<S3Response> unsupported(Set<String> parameters, Set<String> headers) {
        return query.keySet().stream()
                .filter(it -> !parameters.contains(it))
                .findFirst()
                .map(it -> S3Response.notImplemented("Parameter", it))
                .or(
                        () ->
                                this.headers.keySet().stream()
                                        .filter(it -> isRelevant(it) && !isOneOf(headers, it))
                                        .findFirst()
                                        .map(it -> S3Response.notImplemented("Header", it)));
    }

    private static boolean isRelevant(String header) {
        return CONDITIONS_AND_RANGES.contains(header)
                || (header.startsWith("x-amz-") && !OF_EVERY_REQUEST.contains(header));
    }

    private static boolean isOneOf(Set<String> headers, String header) {
        return headers.contains(header)
                || headers.stream().anyMatch(it -> it.endsWith("-") && header.startsWith(it));
    }

    /** A plus sign is literal in a path. */
    private static String decodePath(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), UTF_8);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : raw.split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            if (!pair[0].isEmpty()) {
                parameters.put(
                        URLDecoder.decode(pair[0], UTF_8),
                        pair.length == 2 ? URLDecoder.decode(pair[1], UTF_8) : "");
            }
        }
        parameters.remove("x-id"); // AWS SDKs add it to distinguish operations
        return parameters;
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) ->
                                headers.put(
                                        name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return headers;
    }
}
