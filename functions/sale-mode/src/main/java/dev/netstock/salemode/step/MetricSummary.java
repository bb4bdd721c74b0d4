package dev.netstock.salemode.step;

import dev.netstock.salemode.mode.SaleMeasurements;
import dev.netstock.salemode.mode.SaleMeasurements.CallPeak;
import dev.netstock.salemode.mode.SaleMeasurements.Checkout;
import dev.netstock.salemode.mode.SaleMeasurements.Refusals;
import dev.netstock.salemode.mode.SaleMeasurements.Reservations;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Summarizes the metrics of a sale. A function always writes its latency, and writes a count only
 * if it is not zero. A missing count is therefore zero if there is a latency, and unknown if there
 * is none.
 *
 * @param metrics the values of each metric by minute
 */
record MetricSummary(Map<SaleMetric, SortedMap<Instant, Double>> metrics) {
    SaleMeasurements measurements() {
        return new SaleMeasurements(
                peak(SaleMetric.CALLS).map(this::checkout),
                peak(SaleMetric.P99).flatMap(this::reservations),
                sumIfCalled(SaleMetric.EXPIRED_UNIT_SECONDS, SaleMetric.EXPIRY_CALLS),
                sumIfCalled(SaleMetric.SWEPT_UNIT_SECONDS, SaleMetric.SWEEP_CALLS));
    }

    private Checkout checkout(Entry<Instant, Double> busiest) {
        return new Checkout(
                sum(SaleMetric.CALLS),
                new CallPeak(busiest.getKey(), Math.round(busiest.getValue())),
                new Refusals(
                        sum(SaleMetric.REFUSED),
                        sum(SaleMetric.OUT_OF_STOCK),
                        sum(SaleMetric.REFUSED_FROM_CACHE),
                        sum(SaleMetric.TRY_AGAIN),
                        sum(SaleMetric.FAILED)),
                sum(SaleMetric.THROTTLES),
                sum(SaleMetric.CONFLICTS));
    }

    private Optional<Reservations> reservations(Entry<Instant, Double> slowest) {
        return peak(SaleMetric.P99_OVERALL)
                .map(
                        all ->
                                new Reservations(
                                        wholeMillis(all.getValue()),
                                        slowest.getKey(),
                                        wholeMillis(slowest.getValue())));
    }

    private Optional<Long> sumIfCalled(SaleMetric metric, SaleMetric calls) {
        return of(calls).isEmpty() ? Optional.empty() : Optional.of(sum(metric));
    }

    private long sum(SaleMetric metric) {
        return Math.round(of(metric).values().stream().mapToDouble(Double::doubleValue).sum());
    }

    /** The minute with the highest value, the first if there are several. */
    private Optional<Entry<Instant, Double>> peak(SaleMetric metric) {
        return of(metric).entrySet().stream()
                .reduce((first, next) -> next.getValue() > first.getValue() ? next : first);
    }

    private SortedMap<Instant, Double> of(SaleMetric metric) {
        return metrics.getOrDefault(metric, Collections.emptySortedMap());
    }

    /** Rounds up, so that no latency is reported too low. */
    private static long wholeMillis(double milliseconds) {
        return (long) Math.ceil(milliseconds);
    }
}
