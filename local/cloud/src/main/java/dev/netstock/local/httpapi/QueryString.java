package dev.netstock.local.httpapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parses query strings as HTTP APIs do. */
final class QueryString {
    private QueryString() {}

    /**
     * The decoded parameters in order of first occurrence; values of the same name are joined by
     * commas.
     */
    static Map<String, String> parse(String raw) {
        var parameters = new LinkedHashMap<String, String>();
        for (String part : raw.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : part.substring(equals + 1);
                parameters.merge(decode(name), decode(value), (one, two) -> one + "," + two);
            }
        }
        return parameters;
    }

    private static String decode(String raw) {
        return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    }
}
