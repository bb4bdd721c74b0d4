package dev.netstock.platform.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Answers that a caller reads again and again: each has an entity tag of its contents, and a caller
 * that sends the tag of what it has receives no contents if they are still the same.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2">RFC 9110, If-None-Match</a>
 */
public final class EntityTag {
    private static final int DIGEST_BYTES = 16;

    private EntityTag() {}

    /** The answer with its tag, or 304 without a body if the request names the tag. */
    public static Answer answer(HttpRequest request, Answer full) {
        String tag = of(full.body());
        boolean isKnown =
                Optional.ofNullable(request.headers().get("if-none-match")).stream()
                        .flatMap(tags -> Arrays.stream(tags.split(",", -1)))
                        .map(EntityTag::withoutWeakness)
                        .anyMatch(known -> known.equals(tag) || known.equals("*"));
        if (isKnown) {
            return new Answer(304, "notModified", headers(Map.of(), tag), "");
        }
        return new Answer(full.status(), full.outcome(), headers(full.headers(), tag), full.body());
    }

    private static Map<String, String> headers(Map<String, String> others, String tag) {
        Map<String, String> headers = new HashMap<>(others);
        headers.put("etag", tag);
        headers.put("cache-control", "no-cache");
        return headers;
    }

    /** If-None-Match compares weakly: proxies that compress a body mark its tag so. */
    private static String withoutWeakness(String tag) {
        String stripped = tag.strip();
        return stripped.startsWith("W/") ? stripped.substring(2) : stripped;
    }

    private static String of(String body) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(body.getBytes(StandardCharsets.UTF_8));
            return '"' + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
