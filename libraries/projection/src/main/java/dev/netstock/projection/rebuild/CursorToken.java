package dev.netstock.projection.rebuild;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Encodes texts as one opaque token that callers carry from call to call. */
final class CursorToken {
    private static final String BETWEEN = "\n";

    private CursorToken() {}

    static String of(String... texts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(BETWEEN, texts).getBytes(StandardCharsets.UTF_8));
    }

    /** Decodes the texts; empty if the token is invalid. */
    static Optional<List<String>> parse(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            return Optional.of(
                    List.of(new String(bytes, StandardCharsets.UTF_8).split(BETWEEN, -1)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
