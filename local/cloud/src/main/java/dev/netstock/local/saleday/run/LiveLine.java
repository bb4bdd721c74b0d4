package dev.netstock.local.saleday.run;

import dev.netstock.local.saleday.SaleCurve;
import dev.netstock.local.saleday.traffic.Asked;
import dev.netstock.local.saleday.traffic.Called;
import dev.netstock.local.saleday.traffic.SaleLog;
import dev.netstock.local.saleday.traffic.Sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How a sale stands, in one line.
 *
 * @param began when it began
 */
record LiveLine(SaleCurve curve, SaleLog log, Instant began) {
    /** Over how long rates and latencies are taken. */
    private static final Duration WINDOW = Duration.ofSeconds(3);

    private static final double NANOS = 1e9;

    String at(Instant now, List<Sample> samples, int within, int kills) {
        double second = Duration.between(began, now).toNanos() / NANOS;
        List<Called> calls = log.calls();
        List<Called> recent = recent(calls, now);
        String line =
                "%3.0f s %-5s %4.1f/s answered %s  %d reserved, %d refused, %d away  %s  %d under way"
                        .formatted(
                                second,
                                phase(second),
                                recent.size() / (double) WINDOW.toSeconds(),
                                latencies(recent),
                                reservations(calls, true),
                                reservations(calls, false),
                                log.arrivals().stream().filter(SaleLog.Arrival::turnedAway).count(),
                                shelf(samples),
                                within);
        return kills == 0 ? line : line + ", %d killed".formatted(kills);
    }

    private String phase(double second) {
        return second > curve.seconds()
                ? "ends"
                : curve.phase(second).name().toLowerCase(Locale.ROOT);
    }

    private static List<Called> recent(List<Called> calls, Instant now) {
        return calls.stream().filter(it -> it.answered().isAfter(now.minus(WINDOW))).toList();
    }

    private static String latencies(List<Called> recent) {
        return "p50 %d p99 %d ms"
                .formatted(
                        Percentiles.of(recent, 0.5).toMillis(),
                        Percentiles.of(recent, 0.99).toMillis());
    }

    private static long reservations(List<Called> calls, boolean done) {
        return calls.stream()
                .filter(call -> call.asked() == Asked.RESERVE)
                .filter(call -> done ? call.isNew() : call.isShort())
                .count();
    }

    private static String shelf(List<Sample> samples) {
        if (samples.isEmpty()) {
            return "";
        }
        Sample last = samples.getLast();
        return "hot %d left in %d".formatted(last.hot(), last.openShards());
    }
}
