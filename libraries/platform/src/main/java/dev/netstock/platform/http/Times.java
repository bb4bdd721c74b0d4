package dev.netstock.platform.http;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times as the API writes them: RFC 3339, in UTC, to the millisecond. */
public final class Times {
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Times() {}

    public static String text(Instant at) {
        return MILLISECONDS.format(at);
    }
}
