package dev.netstock.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bodies of the type {@code application/x-www-form-urlencoded}. */
public final class FormBody {
    private FormBody() {}

    /** The fields by name, decoded. Of fields with the same name, the last counts. */
    public static Map<String, String> parse(byte[] body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : new String(body, UTF_8).split("&", -1)) {
            String[] pair = field.split("=", 2);
            if (pair.length == 2) {
                fields.put(URLDecoder.decode(pair[0], UTF_8), URLDecoder.decode(pair[1], UTF_8));
            }
        }
        return fields;
    }
}
