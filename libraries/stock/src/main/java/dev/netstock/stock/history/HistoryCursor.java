package dev.netstock.stock.history;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the next page of a history begins. It names a position in the order of the entries, which
 * is the same in every generation, so a client that pages during a rebuild misses nothing.
 *
 * @param entry the key of the last entry of the page before
 */
public record HistoryCursor(String entry) {
    private static final Pattern FORM = Pattern.compile("[ -~]{1,1024}");

    /** Reads what {@link #token} wrote; empty if it is none. */
    public static Optional<HistoryCursor> parse(String token) {
        try {
            String entry = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return FORM.matcher(entry).matches()
                    ? Optional.of(new HistoryCursor(entry))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The form that callers send back. */
    public String token() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(entry.getBytes(StandardCharsets.UTF_8));
    }
}
