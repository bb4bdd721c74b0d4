package dev.netstock.local.schedules;

import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;

/**
 * The six fields of a cron expression: minutes, hours, day of month, month, day of week (1 is
 * Sunday), year. Each is a number, a range, a list of these, or {@code *}, with an optional step;
 * {@code ?} stands for any day. Names and {@code L}, {@code W}, {@code #} are not supported.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule
 *     types: cron-based schedules</a>
 */
record CronFields(
        BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays, BitSet years) {
    private static final int FIELDS = 6;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;

    static CronFields parse(String expression) {
        String[] fields = expression.trim().split("\\s+", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("A cron expression has six fields");
        }
        if (fields[2].equals("?") == fields[4].equals("?")) {
            throw new IllegalArgumentException("One of the two day fields must be ?");
        }
        return new CronFields(
                field(fields[0], 0, 59),
                field(fields[1], 0, 23),
                field(fields[2], 1, 31),
                field(fields[3], 1, 12),
                field(fields[4], 1, 7),
                field(fields[5], FIRST_YEAR, LAST_YEAR));
    }

    /**
     * The first matching minute after a time.
     *
     * @throws IllegalArgumentException if there is none
     */
    ZonedDateTime after(ZonedDateTime time) {
        var next = time.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        while (next.getYear() <= LAST_YEAR) {
            if (!isDay(next)) {
                next = next.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!hours.get(next.getHour())) {
                next = next.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!minutes.get(next.getMinute())) {
                next = next.plusMinutes(1);
            } else {
                return next;
            }
        }
        throw new IllegalArgumentException("The cron expression never matches");
    }

    private boolean isDay(ZonedDateTime time) {
        return years.get(time.getYear())
                && months.get(time.getMonthValue())
                && days.get(time.getDayOfMonth())
                && weekdays.get(number(time.getDayOfWeek()));
    }

    private static int number(DayOfWeek day) {
        return day == DayOfWeek.SUNDAY ? 1 : day.getValue() + 1;
    }

    private static BitSet field(String text, int first, int last) {
        var allowed = new BitSet();
        for (String part : text.split(",", -1)) {
            addPart(part.equals("?") ? "*" : part, first, last, allowed);
        }
        return allowed;
    }

    private static void addPart(String part, int first, int last, BitSet allowed) {
        String[] stepped = part.split("/", 2);
        int step = stepped.length == 2 ? number(stepped[1], 1, last) : 1;
        String[] range = (stepped[0].equals("*") ? first + "-" + last : stepped[0]).split("-", 2);
        int from = number(range[0], first, last);
        int single = stepped.length == 2 ? last : from;
        int to = range.length == 2 ? number(range[1], first, last) : single;
        for (int value = from; value <= to; value += step) {
            allowed.set(value);
        }
    }

    private static int number(String text, int first, int last) {
        if (!text.matches("\\d{1,4}")
                || Integer.parseInt(text) < first
                || Integer.parseInt(text) > last) {
            throw new IllegalArgumentException(
                    "A number from %d to %d is expected: %s".formatted(first, last, text));
        }
        return Integer.parseInt(text);
    }
}
