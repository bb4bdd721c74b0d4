package dev.netstock.ledger.inquiry;

import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.UntrustedText;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** The form in which a caller receives the position of a page, and sends it back. */
final class PageToken {
    private PageToken() {}

    static String of(String position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The format of tokens.
     *
     * @param parse reads a position; empty if it is none
     */
    static <T> TextFormat<T> format(Function<String, Optional<T>> parse) {
        return new TextFormat<>(
                "Must be a cursor from an earlier response.",
                token -> position(token).flatMap(parse).isPresent(),
                token -> position(token).flatMap(parse).orElseThrow());
    }

    private static Optional<String> position(String token) {
        try {
            return UntrustedText.utf8(Base64.getUrlDecoder().decode(token))
                    .filter(UntrustedText::isClean);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
