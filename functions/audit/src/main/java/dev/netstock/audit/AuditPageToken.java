package dev.netstock.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the next page begins.
 *
 * @param act the last act that was read for the page before, or the time up to which it read
 */
record AuditPageToken(String act) {
    private static final Pattern FORMAT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}Z(#[0-9a-f-]{36})?");

    /** Parses what {@link #token} returns; empty if the text is not a cursor. */
    static Optional<AuditPageToken> parse(String token) {
        try {
            String act = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return FORMAT.matcher(act).matches()
                    ? Optional.of(new AuditPageToken(act))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The cursor as text for clients. */
    String token() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(act.getBytes(StandardCharsets.UTF_8));
    }
}
