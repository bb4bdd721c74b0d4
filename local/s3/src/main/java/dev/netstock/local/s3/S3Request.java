package dev.netstock.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request in path style.
 *
 * @param bucket empty for the service itself
 * @param key empty for the bucket itself
 * @param headers by their names in lower case
 */
record S3Request(
        String method,
        String bucket,
        String key,
        Map<String, String> query,
        Map<String, String> headers,
        Bytes body) {
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

    /** A parameter that nobody reads would be an answer to another question. */
    boolean asksOnlyFor(String... parameters) {
        return Arrays.asList(parameters).containsAll(query.keySet());
    }

    /** A plus stands for itself in a path. */
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
        parameters.remove("x-id"); // which AWS SDKs add to tell operations apart
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
