package dev.netstock.local.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.ZoneId;

/**
 * Expressions of schedules.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule
 *     types in EventBridge Scheduler</a>
 */
class ScheduleExpressionTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    /** 21 November 2026 is a Saturday. */
    @ParameterizedTest
    @CsvSource({
        "rate(1 minute), 2026-11-21T10:01:30Z",
        "rate(5 minutes), 2026-11-21T10:05:30Z",
        "rate(2 hours), 2026-11-21T12:00:30Z",
        "cron(* * * * ? *), 2026-11-21T10:01:00Z",
        "cron(30 18 * * ? *), 2026-11-21T18:30:00Z",
        "cron(0 10 * * ? *), 2026-11-22T10:00:00Z",
        "cron(0/15 * * * ? *), 2026-11-21T10:15:00Z",
        "cron(5 8-9 ? * 2-6 *), 2026-11-23T08:05:00Z",
        "'cron(0 0 1,15 * ? *)', 2026-12-01T00:00:00Z",
        "cron(0 0 29 2 ? *), 2028-02-29T00:00:00Z",
        "cron(0 12 * * ? 2027), 2027-01-01T12:00:00Z"
    })
    void after_isTheNextTime(String expression, Instant next) {
        assertThat(
                        ScheduleExpression.parse(expression, UTC)
                                .after(Instant.parse("2026-11-21T10:00:30Z")))
                .isEqualTo(next);
    }

    @Test
    void cron_always_usesItsTimeZone() {
        var expression = ScheduleExpression.parse("cron(30 3 * * ? *)", ZoneId.of("Asia/Tokyo"));

        assertThat(expression.after(Instant.parse("2026-11-21T10:00:00Z")))
                .isEqualTo("2026-11-21T18:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate(0 minutes)",
                "rate(5 seconds)",
                "at(2026-11-21T10:00:00)",
                "cron(0 12 * * *)",
                "cron(0 12 * * * *)",
                "cron(60 12 * * ? *)",
                "cron(0 12 L * ? *)",
                "every day"
            })
    void parse_whenUnsupported_isRejected(String expression) {
        assertThatThrownBy(() -> ScheduleExpression.parse(expression, UTC))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void after_whenTheExpressionNeverMatches_throws() {
        var never = ScheduleExpression.parse("cron(0 0 30 2 ? *)", UTC);
        assertThatThrownBy(() -> never.after(Instant.EPOCH)).hasMessageContaining("never");
    }
}
