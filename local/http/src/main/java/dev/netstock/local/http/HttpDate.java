package dev.netstock.local.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The time in the format of the header {@code Date}, formatted once a second. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-date">RFC 9110, Date</a>
 */
record HttpDate(long epochSecond, String text) {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC);

    private static volatile HttpDate latest = new HttpDate(0, "");

    static String now() {
        Instant now = Instant.now();
        HttpDate date = latest;
        if (date.epochSecond() != now.getEpochSecond()) {
            date = new HttpDate(now.getEpochSecond(), FORMAT.format(now));
            latest = date;
        }
        return date.text();
    }
}
