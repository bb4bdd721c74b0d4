package dev.netstock.projection.rebuild;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Texts in one word that callers carry from call to call, and need not understand. */
final class Token {
    private static final String BETWEEN = "\n";

    private Token() {}

    static String of(String... texts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(BETWEEN, texts).getBytes(StandardCharsets.UTF_8));
    }

    /** The texts; empty if this is no such word. */
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
