package dev.netstock.malls.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/**
 * Parameters in form encoding, for a body or a query: a plus is sent as {@code %2B}. Not
 * thread-safe.
 */
public final class FormText {
    public static final String CONTENT_TYPE = "application/x-www-form-urlencoded; charset=utf-8";

    private final StringBuilder text = new StringBuilder();

    /** Adds a parameter. */
    public FormText add(String name, Object value) {
        if (!text.isEmpty()) {
            text.append('&');
        }
        text.append(encode(name)).append('=').append(encode(value.toString()));
        return this;
    }

    /** One part of a path, encoded: a space is {@code %20}. */
    public static String pathSegment(String text) {
        return encode(text).replace("+", "%20");
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
