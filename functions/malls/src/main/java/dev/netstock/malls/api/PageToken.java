package dev.netstock.malls.api;

import dev.netstock.malls.port.MallItem;
import dev.netstock.platform.json.TextFormat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Where the next page of a list begins, as text for clients. */
final class PageToken {
    private static final String EXPECTED = "Must be a cursor from an earlier response.";
    private static final char SEPARATOR = '\n';
    private static final int BYTES_MAX = 1_024;

    /** Of a list of orders. */
    static final TextFormat<String> ORDER =
            new TextFormat<>(
                    EXPECTED,
                    token -> decoded(token).filter(text -> text.indexOf(SEPARATOR) < 0).isPresent(),
                    token -> decoded(token).orElseThrow());

    /** Of a list of items. */
    static final TextFormat<MallItem> ITEM =
            new TextFormat<>(
                    EXPECTED,
                    token -> decoded(token).filter(text -> text.indexOf(SEPARATOR) > 0).isPresent(),
                    token -> item(decoded(token).orElseThrow()));

    private PageToken() {}

    static String of(MallItem last) {
        return encoded(last.item() + SEPARATOR + last.variant());
    }

    static String of(String lastOrder) {
        return encoded(lastOrder);
    }

    private static MallItem item(String text) {
        int separator = text.indexOf(SEPARATOR);
        return new MallItem(text.substring(0, separator), text.substring(separator + 1));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> decoded(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return bytes.length > 0 && bytes.length <= BYTES_MAX && encoded(text).equals(token)
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
