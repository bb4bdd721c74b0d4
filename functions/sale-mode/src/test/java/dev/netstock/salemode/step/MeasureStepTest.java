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

class MeasureStepTest {
    private static final Instant TWELVE = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant ONE_PAST = Instant.parse("2026-11-22T12:01:00Z");

    private final Map<Figure, SortedMap<Instant, Double>> figures = new EnumMap<>(Figure.class);

    @Test
    void measured_ofNothing_isUnknown() {
        assertThat(measured()).isEqualTo(SaleMeasurements.UNKNOWN);
    }

    @Test
    void measured_ofCallsThatHadNoTrouble_isZeroForEachTrouble() {
        at(TWELVE, Figure.CALLS, 5);
        at(ONE_PAST, Figure.CALLS, 9);
        assertThat(measured().checkout())
                .contains(
                        new Checkout(
                                14, new CallPeak(ONE_PAST, 9), new Refusals(0, 0, 0, 0, 0), 0, 0));
    }

    @Test
    void measured_ofTroubles_isTheirSum() {
        at(TWELVE, Figure.CALLS, 100);
        for (Instant minute : new Instant[] {TWELVE, ONE_PAST}) {
            at(minute, Figure.REFUSED, 1);
            at(minute, Figure.OUT_OF_STOCK, 2);
            at(minute, Figure.REFUSED_BY_MEMORY, 3);
            at(minute, Figure.TRY_AGAIN, 4);
            at(minute, Figure.FAILED, 5);
            at(minute, Figure.THROTTLES, 6);
            at(minute, Figure.CONFLICTS, 7);
        }
        assertThat(measured().checkout())
                .contains(
                        new Checkout(
                                100,
                                new CallPeak(TWELVE, 100),
                                new Refusals(2, 4, 6, 8, 10),
                                12,
                                14));
    }

    @Test
    void measured_ofTroublesWithoutACall_isUnknown() {
        at(TWELVE, Figure.REFUSED, 3);
        at(TWELVE, Figure.SWEPT_UNIT_SECONDS, 60);
        assertThat(measured()).isEqualTo(SaleMeasurements.UNKNOWN);
    }

    @Test
    void measured_ofReservations_isNeverFasterThanTheyWere() {
        at(TWELVE, Figure.P99, 41.2);
        at(ONE_PAST, Figure.P99, 17);
        at(TWELVE, Figure.P99_OF_ALL, 30.01);
        assertThat(measured().reservations()).contains(new Reservations(31, TWELVE, 42));
    }

    @Test
    void measured_ofUndersoldUnits_isToldByItsCause() {
        at(TWELVE, Figure.EXPIRY_CALLS, 2);
        at(TWELVE, Figure.EXPIRED_UNIT_SECONDS, 901);
        at(ONE_PAST, Figure.EXPIRED_UNIT_SECONDS, 902);
        assertThat(measured().expiredUnitSeconds()).contains(1_803L);
        assertThat(measured().sweptUnitSeconds()).isEmpty();
        at(TWELVE, Figure.SWEEP_CALLS, 1);
        assertThat(measured().sweptUnitSeconds()).contains(0L);
    }

    private SaleMeasurements measured() {
        return new MeasureStep(figures).measured();
    }

    private void at(Instant minute, Figure figure, double value) {
        figures.computeIfAbsent(figure, _ -> new TreeMap<>()).put(minute, value);
    }
}
