package dev.netstock.local.schedules;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A schedule expression.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule
 *     types in EventBridge Scheduler</a>
 */
sealed interface ScheduleExpression {
    /** The next due time after this one. */
    Instant after(Instant last);

    /** {@code rate(5 minutes)}: counted from the creation of the schedule. */
    record Rate(Duration every) implements ScheduleExpression {
        @Override
        public Instant after(Instant last) {
            return last.plus(every);
        }
    }

    /** {@code cron(30 18 * * ? *)}, in a time zone. */
    record Cron(CronFields fields, ZoneId zone) implements ScheduleExpression {
        @Override
        public Instant after(Instant last) {
            return fields.after(last.atZone(zone)).toInstant();
        }
    }

    Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");
    Pattern CRON = Pattern.compile("cron\\((.*)\\)");
    Map<String, Duration> UNITS =
            Map.of(
                    "minute", Duration.ofMinutes(1),
                    "hour", Duration.ofHours(1),
                    "day", Duration.ofDays(1));

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is invalid or not supported
     */
    static ScheduleExpression parse(String expression, ZoneId zone) {
        Matcher rate = RATE.matcher(expression);
        if (rate.matches()) {
            int count = Integer.parseInt(rate.group(1));
            if (count < 1) {
                throw new IllegalArgumentException("A rate is at least 1");
            }
            return new Rate(UNITS.getOrDefault(rate.group(2), Duration.ZERO).multipliedBy(count));
        }
        Matcher cron = CRON.matcher(expression);
        if (cron.matches()) {
            return new Cron(CronFields.parse(cron.group(1)), zone);
        }
        throw new IllegalArgumentException("The schedule " + expression + " is not supported");
    }
}
