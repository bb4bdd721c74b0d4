package dev.netstock.local.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Metric values per minute, in memory, for a limited number of minutes and metrics. Thread-safe.
 */
final class MetricMinutes {
    /** Six hours. */
    static final int MINUTES_MAX = 360;

    static final int METRICS_MAX = 5_000;

    private static final long MINUTE_S = 60;

    private final Map<MetricId, TreeMap<Long, MinuteValues>> metrics = new HashMap<>();
    private final SplittableRandom chance = new SplittableRandom(1);

    /**
     * The value of a period.
     *
     * @param at start of the period
     */
    record Point(Instant at, double value) {}

    /**
     * A time range with a period.
     *
     * @param from the first moment
     * @param to the first moment after the range
     * @param period duration of one point, counted from the first moment
     */
    record Window(Instant from, Instant to, Duration period) {}

    /** Drops the oldest minute for the newest; ignores metrics beyond the limit. */
    synchronized void add(MetricId metric, Instant at, double value) {
        if (metrics.size() >= METRICS_MAX && !metrics.containsKey(metric)) {
            return;
        }
        TreeMap<Long, MinuteValues> minutes = metrics.computeIfAbsent(metric, _ -> new TreeMap<>());
        minutes.computeIfAbsent(minute(at), _ -> new MinuteValues()).add(value, chance);
        while (minutes.size() > MINUTES_MAX) {
            minutes.pollFirstEntry();
        }
    }

    /** The periods with values, in order. */
    synchronized List<Point> points(MetricId metric, Window window, Statistic statistic) {
        long period = window.period().toSeconds();
        long from = window.from().getEpochSecond();
        Map<Long, List<MinuteValues>> periods = new TreeMap<>();
        metrics.getOrDefault(metric, new TreeMap<>())
                .subMap(minute(window.from()), window.to().getEpochSecond())
                .forEach(
                        (at, values) ->
                                periods.computeIfAbsent(
                                                from + (at - from) / period * period,
                                                _ -> new ArrayList<>())
                                        .add(values));
        return periods.entrySet().stream()
                .map(
                        entry ->
                                new Point(
                                        Instant.ofEpochSecond(entry.getKey()),
                                        statistic.of(entry.getValue())))
                .toList();
    }

    private static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), MINUTE_S) * MINUTE_S;
    }
}
