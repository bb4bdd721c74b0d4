package dev.netstock.local.saleday.run;

import dev.netstock.local.saleday.SaleCurve;
import dev.netstock.local.saleday.traffic.OrderAction;
import dev.netstock.local.saleday.traffic.OrderCall;
import dev.netstock.local.saleday.traffic.SaleLog;
import dev.netstock.local.saleday.traffic.StockSample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The current state of a sale in one line.
 *
 * @param began start of the sale
 */
record StatusLine(SaleCurve curve, SaleLog log, Instant began) {
    /** The window of rates and latencies. */
    private static final Duration WINDOW = Duration.ofSeconds(3);

    private static final double NANOS = 1e9;

    String at(Instant now, List<StockSample> samples, int inFlight, int kills) {
        double second = Duration.between(began, now).toNanos() / NANOS;
        List<OrderCall> calls = log.calls();
        List<OrderCall> recent = recent(calls, now);
        String line =
                "%3.0f s %-5s %4.1f responses/s %s  %d reserved, %d refused, %d gave up  %s  %d in flight"
                        .formatted(
                                second,
                                phase(second),
                                recent.size() / (double) WINDOW.toSeconds(),
                                latencies(recent),
                                reservations(calls, true),
                                reservations(calls, false),
                                log.arrivals().stream().filter(SaleLog.Arrival::turnedAway).count(),
                                stock(samples),
                                inFlight);
        return kills == 0 ? line : line + ", %d killed".formatted(kills);
    }

    private String phase(double second) {
        return second > curve.seconds()
                ? "ends"
                : curve.phase(second).name().toLowerCase(Locale.ROOT);
    }

    private static List<OrderCall> recent(List<OrderCall> calls, Instant now) {
        return calls.stream().filter(it -> it.answered().isAfter(now.minus(WINDOW))).toList();
    }

    private static String latencies(List<OrderCall> recent) {
        return "p50 %d p99 %d ms"
                .formatted(
                        Percentiles.of(recent, 0.5).toMillis(),
                        Percentiles.of(recent, 0.99).toMillis());
    }

    private static long reservations(List<OrderCall> calls, boolean done) {
        return calls.stream()
                .filter(call -> call.action() == OrderAction.RESERVE)
                .filter(call -> done ? call.isCreated() : call.isInsufficientStock())
                .count();
    }

    private static String stock(List<StockSample> samples) {
        if (samples.isEmpty()) {
            return "";
        }
        StockSample last = samples.getLast();
        return "hot SKU: %d units in %d shards".formatted(last.hot(), last.openShards());
    }
}
