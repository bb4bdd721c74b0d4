package dev.netstock.malls.adapter.rakuten;

import dev.netstock.malls.adapter.http.UnreadableAnswer;
import dev.netstock.platform.json.TimeFormat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The order API's times: whole seconds with the zone exactly {@code +0900}. {@code +09:00} and
 * {@code Z} are refused.
 */
final class RakutenTimes {
    static final ZoneOffset JAPAN = ZoneOffset.ofHours(9);

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx", Locale.ROOT);

    private RakutenTimes() {}

    /** Writes a time; the fraction of the second is cut off. */
    static String text(Instant time) {
        return FORMAT.format(time.atOffset(JAPAN));
    }

    /** Writes the end of a span: the next whole second. */
    static String endText(Instant time) {
        return text(time.plusNanos(999_999_999));
    }

    static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text, FORMAT).toInstant();
        } catch (DateTimeException _) {
            throw new UnreadableAnswer("A time is not in the format of the order API");
        }
    }

    /** A time that may lack its zone, which then is Japan's. */
    static Instant parseLocal(String text) {
        Optional<Instant> withZone = TimeFormat.ANY.parse(text);
        if (withZone.isPresent()) {
            return withZone.get();
        }
        try {
            return LocalDateTime.parse(text).toInstant(JAPAN);
        } catch (DateTimeException _) {
            throw new UnreadableAnswer("A time is not a local date and time");
        }
    }
}
