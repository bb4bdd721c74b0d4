package dev.netstock.salemode.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.salemode.mode.SaleMeasurements;
import dev.netstock.salemode.mode.SaleMeasurements.CallPeak;
import dev.netstock.salemode.mode.SaleMeasurements.Checkout;
import dev.netstock.salemode.mode.SaleMeasurements.Refusals;
import dev.netstock.salemode.mode.SaleMeasurements.Reservations;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

class MetricSummaryTest {
    private static final Instant TWELVE = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant ONE_PAST = Instant.parse("2026-11-22T12:01:00Z");

    private final Map<SaleMetric, SortedMap<Instant, Double>> metrics =
            new EnumMap<>(SaleMetric.class);

    @Test
    void measurements_withoutMetrics_areUnknown() {
        assertThat(measurements()).isEqualTo(SaleMeasurements.UNKNOWN);
    }

    @Test
    void measurements_ofCallsWithoutFailures_countZeroFailures() {
        at(TWELVE, SaleMetric.CALLS, 5);
        at(ONE_PAST, SaleMetric.CALLS, 9);
        assertThat(measurements().checkout())
                .contains(
                        new Checkout(
                                14, new CallPeak(ONE_PAST, 9), new Refusals(0, 0, 0, 0, 0), 0, 0));
    }

    @Test
    void measurements_ofFailures_areTheirSum() {
        at(TWELVE, SaleMetric.CALLS, 100);
        for (Instant minute : new Instant[] {TWELVE, ONE_PAST}) {
            at(minute, SaleMetric.REFUSED, 1);
            at(minute, SaleMetric.OUT_OF_STOCK, 2);
            at(minute, SaleMetric.REFUSED_FROM_CACHE, 3);
            at(minute, SaleMetric.TRY_AGAIN, 4);
            at(minute, SaleMetric.FAILED, 5);
            at(minute, SaleMetric.THROTTLES, 6);
            at(minute, SaleMetric.CONFLICTS, 7);
        }
        assertThat(measurements().checkout())
                .contains(
                        new Checkout(
                                100,
                                new CallPeak(TWELVE, 100),
                                new Refusals(2, 4, 6, 8, 10),
                                12,
                                14));
    }

    @Test
    void measurements_ofFailuresWithoutCalls_areUnknown() {
        at(TWELVE, SaleMetric.REFUSED, 3);
        at(TWELVE, SaleMetric.SWEPT_UNIT_SECONDS, 60);
        assertThat(measurements()).isEqualTo(SaleMeasurements.UNKNOWN);
    }

    @Test
    void measurements_ofLatencies_areRoundedUp() {
        at(TWELVE, SaleMetric.P99, 41.2);
        at(ONE_PAST, SaleMetric.P99, 17);
        at(TWELVE, SaleMetric.P99_OVERALL, 30.01);
        assertThat(measurements().reservations()).contains(new Reservations(31, TWELVE, 42));
    }

    @Test
    void measurements_ofUnsoldUnits_areSeparatedByCause() {
        at(TWELVE, SaleMetric.EXPIRY_CALLS, 2);
        at(TWELVE, SaleMetric.EXPIRED_UNIT_SECONDS, 901);
        at(ONE_PAST, SaleMetric.EXPIRED_UNIT_SECONDS, 902);
        assertThat(measurements().expiredUnitSeconds()).contains(1_803L);
        assertThat(measurements().sweptUnitSeconds()).isEmpty();
        at(TWELVE, SaleMetric.SWEEP_CALLS, 1);
        assertThat(measurements().sweptUnitSeconds()).contains(0L);
    }

    private SaleMeasurements measurements() {
        return new MetricSummary(metrics).measurements();
    }

    private void at(Instant minute, SaleMetric metric, double value) {
        metrics.computeIfAbsent(metric, _ -> new TreeMap<>()).put(minute, value);
    }
}
