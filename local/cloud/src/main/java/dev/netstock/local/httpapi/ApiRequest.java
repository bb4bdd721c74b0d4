package dev.netstock.local.httpapi;

import com.sun.net.httpserver.HttpExchange;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A received request.
 *
 * @param rawPath the encoded path, with the stage
 * @param rawQuery the encoded query, or empty
 * @param headers by lower-case name, sorted, with values joined by commas
 * @param cookies each {@code name=value}
 */
record ApiRequest(
        String method,
        String rawPath,
        String rawQuery,
        Map<String, String> headers,
        List<String> cookies,
        String sourceIp,
        String protocol) {

    static ApiRequest of(HttpExchange exchange) {
        var headers = new TreeMap<String, String>();
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) ->
                                headers.put(
                                        name.toLowerCase(Locale.ROOT), String.join(",", values)));
        List<String> cookies =
                Optional.ofNullable(headers.remove("cookie")).stream()
                        .flatMap(text -> List.of(text.split(";\\s*|,\\s*", -1)).stream())
                        .toList();
        return new ApiRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                headers,
                cookies,
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                exchange.getProtocol());
    }

    Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** Whether this is a CORS preflight request. */
    boolean isPreflight() {
        return method.equals("OPTIONS")
                && headers.containsKey("origin")
                && headers.containsKey("access-control-request-method");
    }
}
