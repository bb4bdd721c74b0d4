package dev.netstock.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.local.cloudwatch.MetricMinutes.Point;
import dev.netstock.local.cloudwatch.MetricMinutes.Window;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

class MetricMinutesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final MetricId LATENCY = new MetricId("NetStock", "Latency", Map.of());

    private final MetricMinutes kept = new MetricMinutes();

    @Test
    void add_afterSixHours_dropsTheOldestMinutes() {
        for (int minute = 0; minute < MetricMinutes.MINUTES_MAX + 2; minute++) {
            kept.add(LATENCY, NOON.plusSeconds(60L * minute), minute);
        }
        assertThat(points(LATENCY, "Sum"))
                .hasSize(MetricMinutes.MINUTES_MAX)
                .first()
                .isEqualTo(new Point(NOON.plusSeconds(120), 2));
    }

    @Test
    void add_beyondTheLimit_keepsExistingMetrics() {
        kept.add(LATENCY, NOON, 1);
        for (int other = 1; other < MetricMinutes.METRICS_MAX + 5; other++) {
            kept.add(other(other), NOON, 1);
        }
        kept.add(LATENCY, NOON, 1);
        assertThat(points(LATENCY, "Sum")).containsExactly(new Point(NOON, 2));
        assertThat(points(other(MetricMinutes.METRICS_MAX - 1), "Sum")).hasSize(1);
        assertThat(points(other(MetricMinutes.METRICS_MAX), "Sum")).isEmpty();
    }

    @Test
    void points_ofABusyMinute_countAllAndSampleSome() {
        var values = new MinuteValues();
        var chance = new SplittableRandom(7);
        for (int call = 1; call <= 100_000; call++) {
            values.add(call, chance);
        }
        assertThat(values.kept()).hasSize(MinuteValues.KEPT_MAX);
        assertThat(values.count()).isEqualTo(100_000);
        assertThat(Statistic.named("p50").orElseThrow().of(List.of(values)))
                .isBetween(40_000.0, 60_000.0);
    }

    private static MetricId other(int number) {
        return new MetricId("NetStock", "Other" + number, Map.of());
    }

    private List<Point> points(MetricId metric, String statistic) {
        var window = new Window(NOON, NOON.plus(Duration.ofDays(1)), Duration.ofMinutes(1));
        return kept.points(metric, window, Statistic.named(statistic).orElseThrow());
    }
}
