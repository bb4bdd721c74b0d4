package dev.netstock.platform.json;

import dev.netstock.platform.json.Json.JsonString;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An instant, as {@code date-time} of RFC 3339. All times from outside are read by this format.
 * {@link Instant#toString} writes every accepted instant, and reading that text returns the same
 * instant. The limits apply to the instant in UTC, not to the text, whose offset may move it into
 * another year.
 *
 * <p>Fractions of a second have at most nine digits, the precision of {@link Instant}. The hour
 * {@code 24} is not part of RFC 3339. A leap second ({@code :60}) is accepted where one can occur,
 * in the last minute of a month in UTC; it is read as the second before, because neither Java nor
 * PostgreSQL has leap seconds.
 *
 * @param from the first accepted instant
 * @param before the end, exclusive
 * @param expectation describes the format, as a sentence
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339#section-5.6">RFC 3339, section 5.6</a>
 */
public record TimeFormat(Instant from, Instant before, String expectation)
        implements FieldFormat<Instant> {
    /** All times that RFC 3339 can express in UTC, from year 0001. */
    public static final TimeFormat ANY = ofYears(1, 9_999);

    private static final Pattern RFC_3339 =
            Pattern.compile(
                    "([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})"
                            + "(?:\\.([0-9]{1,9}))?"
                            + "(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))");
    private static final int LEAP_SECOND = 60;

    /** From the start of one year to the end of another, in UTC. */
    public static TimeFormat ofYears(int first, int last) {
        return new TimeFormat(
                beginning(first),
                beginning(last + 1),
                "Must be an RFC 3339 time, with a year from %04d to %04d in UTC."
                        .formatted(first, last));
    }

    @Override
    public Optional<Instant> read(Json value) {
        return value instanceof JsonString(String text) ? parse(text) : Optional.empty();
    }

    @Override
    public Optional<Instant> parse(String parameter) {
        Matcher matcher = RFC_3339.matcher(parameter);
        return matcher.matches()
                ? instant(matcher).filter(at -> !at.isBefore(from) && at.isBefore(before))
                : Optional.empty();
    }

    private static Optional<Instant> instant(MatchResult found) {
        int second = number(found, 6);
        boolean isLeapSecond = second == LEAP_SECOND;
        try {
            LocalDateTime utc =
                    LocalDateTime.of(
                                    number(found, 1),
                                    number(found, 2),
                                    number(found, 3),
                                    number(found, 4),
                                    number(found, 5),
                                    isLeapSecond ? LEAP_SECOND - 1 : second,
                                    nanos(found.group(7)))
                            .minusMinutes(offsetMinutes(found));
            return isLeapSecond && !canHaveLeapSecond(utc)
                    ? Optional.empty()
                    : Optional.of(utc.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static boolean canHaveLeapSecond(LocalDateTime utc) {
        return utc.getHour() == 23
                && utc.getMinute() == 59
                && utc.getDayOfMonth() == utc.toLocalDate().lengthOfMonth();
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    private static int offsetMinutes(MatchResult found) {
        if (found.group(8) == null) {
            return 0;
        }
        int minutes = number(found, 9) * 60 + number(found, 10);
        return found.group(8).equals("-") ? -minutes : minutes;
    }

    private static int number(MatchResult found, int group) {
        return Integer.parseInt(found.group(group));
    }

    private static Instant beginning(int year) {
        return LocalDateTime.of(year, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);
    }
}
