package dev.netstock.local.saleday.report;

import static java.util.stream.Collectors.groupingBy;

import dev.netstock.local.saleday.report.Series.Point;
import dev.netstock.local.saleday.run.Percentiles;
import dev.netstock.local.saleday.traffic.OrderCall;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Statistics for each second of a sale.
 *
 * @param seconds number of seconds
 */
record PerSecond(Instant began, int seconds) {
    private static final double MILLIS = 1000;

    /** The second of a point in time, counted from the start. */
    double second(Instant at) {
        return Duration.between(began, at).toMillis() / MILLIS;
    }

    /** The number of events in each second. */
    List<Point> counts(Stream<Instant> moments) {
        int[] counts = new int[seconds];
        moments.mapToInt(this::whole)
                .filter(second -> second >= 0 && second < seconds)
                .forEach(second -> counts[second]++);
        List<Point> points = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            points.add(new Point(second + 0.5, counts[second]));
        }
        return points;
    }

    /** Latency by the second of the response; seconds without a response have no point. */
    List<Point> latencies(List<OrderCall> calls, double part) {
        Map<Integer, List<OrderCall>> bySecond =
                calls.stream().collect(groupingBy(call -> whole(call.answered())));
        return bySecond.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(
                        entry ->
                                new Point(
                                        entry.getKey() + 0.5,
                                        (double) Percentiles.of(entry.getValue(), part).toMillis()))
                .toList();
    }

    <T> List<Point> points(List<T> all, Function<T, Instant> at, ToDoubleFunction<T> value) {
        return all.stream()
                .map(each -> new Point(second(at.apply(each)), value.applyAsDouble(each)))
                .toList();
    }

    private int whole(Instant at) {
        return (int) Math.floor(second(at));
    }
}
