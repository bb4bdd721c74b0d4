package dev.netstock.local.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Names of a stream's objects.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html">Custom
 *     prefixes</a>
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/s3-object-name.html">Object name
 *     format</a>
 */
class KeyPrefixTest {
    private static final Instant ARRIVAL = Instant.parse("2026-11-21T23:04:05Z");
    private static final String ERRORS = "errors/!{firehose:error-output-type}/";

    @ParameterizedTest
    @CsvSource({
        "'',                                            2026/11/21/23/",
        "events/,                                       events/2026/11/21/23/",
        "events/!{timestamp:yyyy/MM/dd}/,               events/2026/11/21/",
        "d=!{timestamp:yyyy}-!{timestamp:MM'm'}/,       d=2026-11m/",
    })
    void at_whenTheArrivalIsKnown_isTheEvaluatedPrefix(String prefix, String evaluated) {
        assertThat(KeyPrefix.parse(prefix, ERRORS, ZoneOffset.UTC).at(ARRIVAL))
                .isEqualTo(evaluated);
    }

    @Test
    void at_whenATimeZoneIsSet_usesLocalTime() {
        var prefix = KeyPrefix.parse("!{timestamp:yyyy/MM/dd}/", ERRORS, ZoneId.of("Asia/Tokyo"));

        assertThat(prefix.at(ARRIVAL)).isEqualTo("2026/11/22/");
    }

    @Test
    void at_withARandomString_differsEachTime() {
        var prefix = KeyPrefix.parse("!{firehose:random-string}/", ERRORS, ZoneOffset.UTC);

        assertThat(prefix.at(ARRIVAL))
                .matches("[0-9a-f-]{11}/2026/11/21/23/")
                .isNotEqualTo(prefix.at(ARRIVAL));
    }

    @ParameterizedTest
    @CsvSource({
        "a/!{firehose:error-output-type}/, e/!{firehose:error-output-type}/, cannot contain",
        "a/!{timestamp:yyyy}/,             '',                               cannot be null",
        "a/!{timestamp:yyyy}/,             e/!{timestamp:yyyy}/,             must contain",
        "a/!{partitionKeyFromQuery:b}/,    e/!{firehose:error-output-type}/, Unsupported prefix",
        "a/!{timestamp:yyyy}/!{b,          e/!{firehose:error-output-type}/, Invalid prefix",
        "a/!{timestamp:bad}/,              e/!{firehose:error-output-type}/, pattern",
    })
    void parse_whenFirehoseWouldRejectIt_isRejected(String prefix, String errors, String why) {
        assertThatThrownBy(() -> KeyPrefix.parse(prefix, errors, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void key_whenAnObjectIsWritten_containsStreamVersionTimeAndExtension() {
        var settings =
                new DeliverySettings(
                        "archive",
                        "bucket",
                        KeyPrefix.parse("events/!{timestamp:yyyy/MM/dd}/", ERRORS, ZoneOffset.UTC),
                        ZoneOffset.UTC,
                        Duration.ZERO,
                        1,
                        true,
                        "",
                        ".json.gz");

        assertThat(settings.key(ARRIVAL))
                .matches(
                        "events/2026/11/21/archive-1-2026-11-21-23-04-05-[0-9a-f-]{36}\\.json\\.gz");
    }
}
