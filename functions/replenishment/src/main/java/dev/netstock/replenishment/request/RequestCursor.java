package dev.netstock.replenishment.request;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the next page of a day's requests begins.
 *
 * @param request the key of the last request that was read for the page before
 */
public record RequestCursor(String request) {
    private static final Pattern FORMAT = Pattern.compile("[ -~]{1,1024}");

    /** Parses what {@link #token} returns; empty if the text is not a cursor. */
    public static Optional<RequestCursor> parse(String token) {
        try {
            String key = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return FORMAT.matcher(key).matches()
                    ? Optional.of(new RequestCursor(key))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The cursor as text for clients. */
    public String token() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(request.getBytes(StandardCharsets.UTF_8));
    }
}
