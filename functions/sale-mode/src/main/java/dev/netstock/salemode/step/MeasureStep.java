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
 * Makes of metrics what a sale came to. A function writes each count only when it is not zero, and
 * its latency always: where there is a latency, a count that is missing is zero, and where there is
 * none, it is unknown.
 *
 * @param figures the metrics, by the minute
 */
record MeasureStep(Map<Figure, SortedMap<Instant, Double>> figures) {
    SaleMeasurements measured() {
        return new SaleMeasurements(
                peak(Figure.CALLS).map(this::checkout),
                peak(Figure.P99).flatMap(this::reservations),
                sumIfCalled(Figure.EXPIRED_UNIT_SECONDS, Figure.EXPIRY_CALLS),
                sumIfCalled(Figure.SWEPT_UNIT_SECONDS, Figure.SWEEP_CALLS));
    }

    private Checkout checkout(Entry<Instant, Double> busiest) {
        return new Checkout(
                sum(Figure.CALLS),
                new CallPeak(busiest.getKey(), Math.round(busiest.getValue())),
                new Refusals(
                        sum(Figure.REFUSED),
                        sum(Figure.OUT_OF_STOCK),
                        sum(Figure.REFUSED_BY_MEMORY),
                        sum(Figure.TRY_AGAIN),
                        sum(Figure.FAILED)),
                sum(Figure.THROTTLES),
                sum(Figure.CONFLICTS));
    }

    private Optional<Reservations> reservations(Entry<Instant, Double> slowest) {
        return peak(Figure.P99_OF_ALL)
                .map(
                        all ->
                                new Reservations(
                                        whole(all.getValue()),
                                        slowest.getKey(),
                                        whole(slowest.getValue())));
    }

    private Optional<Long> sumIfCalled(Figure figure, Figure calls) {
        return of(calls).isEmpty() ? Optional.empty() : Optional.of(sum(figure));
    }

    private long sum(Figure figure) {
        return Math.round(of(figure).values().stream().mapToDouble(Double::doubleValue).sum());
    }

    /** The minute with the most; the first of several. */
    private Optional<Entry<Instant, Double>> peak(Figure figure) {
        return of(figure).entrySet().stream()
                .reduce((first, next) -> next.getValue() > first.getValue() ? next : first);
    }

    private SortedMap<Instant, Double> of(Figure figure) {
        return figures.getOrDefault(figure, Collections.emptySortedMap());
    }

    /** Of milliseconds, never fewer than there were. */
    private static long whole(double milliseconds) {
        return (long) Math.ceil(milliseconds);
    }
}
