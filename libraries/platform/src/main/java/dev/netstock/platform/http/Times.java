package dev.netstock.platform.http;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Formats times as the API does: RFC 3339, in UTC, in milliseconds. */
public final class Times {
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Times() {}

    public static String text(Instant at) {
        return MILLISECONDS.format(at);
    }
}
