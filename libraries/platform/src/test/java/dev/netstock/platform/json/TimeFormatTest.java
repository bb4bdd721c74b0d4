package dev.netstock.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.json.Json.JsonString;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

class TimeFormatTest {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter NANOSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS");
    private static final int RANDOM = Length.of(5_000, 1_000_000);

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T02:03:04Z, 2026-11-21T02:03:04Z",
        "2026-11-21t02:03:04z, 2026-11-21T02:03:04Z",
        "2026-11-21T11:03:04+09:00, 2026-11-21T02:03:04Z",
        "2026-11-21T02:03:04-00:00, 2026-11-21T02:03:04Z",
        "2026-11-21T23:00:00+23:59, 2026-11-20T23:01:00Z",
        "2026-11-21T01:00:00-23:59, 2026-11-22T00:59:00Z",
        "2026-11-21T02:03:04.5Z, 2026-11-21T02:03:04.5Z",
        "2026-11-21T02:03:04.123456789Z, 2026-11-21T02:03:04.123456789Z",
        "1990-12-31T23:59:60Z, 1990-12-31T23:59:59Z",
        "1990-12-31T15:59:60-08:00, 1990-12-31T23:59:59Z",
        "2028-02-29T12:00:00Z, 2028-02-29T12:00:00Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "0000-12-31T23:00:00-01:00, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z"
    })
    void parse_rfc3339Time_returnsTheInstant(String text, Instant at) {
        assertThat(TimeFormat.ANY.parse(text)).contains(at);
        assertThat(TimeFormat.ANY.read(new JsonString(text))).contains(at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "noon",
                "2026-11-21",
                "2026-11-21T02:03Z",
                "2026-11-21T02:03:04",
                "2026-11-21 02:03:04Z",
                " 2026-11-21T02:03:04Z",
                "2026-11-21T02:03:04Z\n",
                "2026-11-21T02:03:04.Z",
                "2026-11-21T02:03:04,5Z",
                "2026-11-21T02:03:04.1234567890Z",
                "2026-11-21T24:00:00Z",
                "2026-11-21T23:60:00Z",
                "2026-11-21T12:00:60Z",
                "2026-11-20T23:59:60Z",
                "2026-11-30T23:59:60+09:00",
                "2026-11-30T23:59:61Z",
                "2026-02-29T12:00:00Z",
                "2026-13-01T12:00:00Z",
                "2026-00-10T12:00:00Z",
                "2026-11-00T12:00:00Z",
                "2026-11-21T02:03:04+24:00",
                "2026-11-21T02:03:04+09:60",
                "2026-11-21T02:03:04+0900",
                "2026-11-21T02:03:04+09",
                "2026-11-21T02:03:04+09:00:30",
                "2026-11-21T02:03:04+9:00",
                "2026-11-21T02:03:04 +09:00",
                "+2026-11-21T02:03:04Z",
                "-0001-11-21T02:03:04Z",
                "+12026-11-21T02:03:04Z",
                "26-11-21T02:03:04Z",
                "２０２６-11-21T02:03:04Z",
                "2026-11-21T02:03:04\u2212 09:00",
                "0000-12-31T23:59:59Z",
                "0001-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                "9999-12-31T23:59:59.999999999-23:59"
            })
    void parse_invalidText_isEmpty(String text) {
        assertThat(TimeFormat.ANY.parse(text)).isEmpty();
        assertThat(TimeFormat.ANY.read(new JsonString(text))).isEmpty();
    }

    @Test
    void parse_atTheYearLimits_checksTheInstantNotTheText() {
        TimeFormat form = TimeFormat.ofYears(2000, 2199);
        assertThat(form.parse("2000-01-01T08:59:59+09:00")).isEmpty();
        assertThat(form.parse("1999-12-31T23:00:00-01:00"))
                .contains(Instant.parse("2000-01-01T00:00:00Z"));
        assertThat(form.parse("2199-12-31T23:59:59-00:01")).isEmpty();
        assertThat(form.parse("2200-01-01T08:59:59.999999999+09:00"))
                .contains(Instant.parse("2199-12-31T23:59:59.999999999Z"));
        assertThat(form.expectation()).contains("from 2000 to 2199 in UTC");
    }

    /** An accepted text is read as the intended instant, and round-trips. */
    @Test
    void parse_randomInstantsAndOffsets_acceptsThoseInRangeAndRoundTrips() {
        var random = new SplittableRandom(Seed.fresh());
        for (int i = 0; i < RANDOM; i++) {
            TimeFormat form =
                    random.nextBoolean() ? TimeFormat.ANY : TimeFormat.ofYears(2000, 2199);
            Instant at = near(random.nextBoolean() ? form.from() : form.before(), random);
            Optional<String> text = text(at, random);
            if (text.isEmpty()) {
                continue;
            }
            Optional<Instant> read = form.parse(text.get());
            boolean isInRange = !at.isBefore(form.from()) && at.isBefore(form.before());
            assertThat(read).as(text.get()).isEqualTo(Optional.of(at).filter(_ -> isInRange));
            read.ifPresent(it -> assertThat(form.parse(it.toString())).contains(it));
        }
    }

    /**
     * Texts with one character changed, removed or added: most are invalid, some are other times.
     */
    @Test
    void parse_randomTexts_neverThrowsAndAcceptedTextsRoundTrip() {
        var random = new SplittableRandom(Seed.fresh());
        for (int i = 0; i < RANDOM; i++) {
            var text = new StringBuilder("2026-11-21T02:03:04.567+09:00");
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                int place = random.nextInt(text.length());
                String other = "0123456789-+:.TtZz \u0000６".substring(random.nextInt(20));
                text.replace(
                        place, place + random.nextInt(2), other.substring(0, random.nextInt(2)));
            }
            TimeFormat.ANY
                    .parse(text.toString())
                    .ifPresent(it -> assertThat(TimeFormat.ANY.parse(it.toString())).contains(it));
        }
    }

    private static Instant near(Instant limit, RandomGenerator random) {
        long seconds =
                switch (random.nextInt(4)) {
                    case 0 -> 0;
                    case 1 -> random.nextLong(-2, 3);
                    case 2 -> random.nextLong(-100_000, 100_001);
                    default -> random.nextLong(-3_000_000_000L, 3_000_000_000L);
                };
        long nanos = random.nextBoolean() ? 0 : random.nextLong(1_000_000_000);
        return limit.plusSeconds(seconds).plusNanos(nanos);
    }

    /** The instant with a random offset; empty if its year would not have four digits. */
    private static Optional<String> text(Instant at, RandomGenerator random) {
        int offset = random.nextInt(-1_439, 1_440);
        LocalDateTime local = LocalDateTime.ofInstant(at, ZoneOffset.UTC).plusMinutes(offset);
        if (local.getYear() < 0 || local.getYear() > 9_999) {
            return Optional.empty();
        }
        boolean isWhole = at.equals(at.truncatedTo(ChronoUnit.SECONDS));
        DateTimeFormatter form = isWhole && random.nextBoolean() ? SECONDS : NANOSECONDS;
        String zone =
                "%s%02d:%02d"
                        .formatted(
                                offset < 0 ? "-" : "+",
                                Math.abs(offset) / 60,
                                Math.abs(offset) % 60);
        return Optional.of(form.format(local) + zone);
    }
}
