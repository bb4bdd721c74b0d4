package dev.netstock.malls.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;

class EstimateTest {
    private static final Instant TEN = Instant.parse("2026-11-29T10:00:00Z");
    private static final Estimate FIVE = new Estimate(5, 5, Optional.empty(), Instant.EPOCH);

    @Test
    void takingAnOrder_lowersBothBounds() {
        Estimate sold = FIVE.sold(2, TEN);
        assertThat(sold.low()).isEqualTo(3);
        assertThat(sold.high()).isEqualTo(3);
    }

    @Test
    void aRaiseInDoubt_keepsBothOutcomesPossible() {
        Estimate begun = FIVE.begin(3, 0);
        assertThat(begun.low()).isEqualTo(5);
        assertThat(begun.high()).isEqualTo(8);
        assertThat(begun.changed(3).isExact()).isTrue();
        assertThat(begun.changed(3).high()).isEqualTo(8);
        assertThat(begun.undo(3, 0)).isEqualTo(FIVE);
    }

    @Test
    void aLowerCountInDoubt_countsAtItsHigherOutcome() {
        Estimate begun = FIVE.begin(0, 4);
        assertThat(begun.high()).isEqualTo(5);
        assertThat(begun.changed(-4).high()).isEqualTo(1);
        assertThat(begun.changed(-4).isExact()).isTrue();
    }

    @Test
    void aReading_makesTheEstimateExact_onceAllOrdersBeforeItAreTaken() {
        Estimate doubtful = new Estimate(0, 8, Optional.empty(), Instant.EPOCH);
        Estimate read = doubtful.anchored(3, TEN, TEN.plusSeconds(1));
        assertThat(read.covered(TEN)).isEqualTo(read);
        Estimate exact = read.covered(TEN.plusSeconds(2));
        assertThat(exact.low()).isEqualTo(3);
        assertThat(exact.high()).isEqualTo(3);
    }

    @Test
    void anOrderFromBeforeTheReading_isInItsCount() {
        Estimate read =
                new Estimate(0, 8, Optional.empty(), Instant.EPOCH)
                        .anchored(3, TEN, TEN.plusSeconds(1))
                        .sold(2, TEN.minusSeconds(1));
        assertThat(read.high()).isEqualTo(6);
        assertThat(read.covered(TEN.plusSeconds(2)).high()).isEqualTo(3);
    }

    @Test
    void anOrderFromAfterTheReading_lowersItsCount() {
        Estimate read =
                new Estimate(0, 8, Optional.empty(), Instant.EPOCH)
                        .anchored(3, TEN, TEN.plusSeconds(1))
                        .sold(2, TEN.plusSeconds(2));
        assertThat(read.covered(TEN.plusSeconds(2)).high()).isEqualTo(1);
    }

    @Test
    void anOrderFromTheMomentOfTheReading_spoilsIt() {
        Estimate read =
                new Estimate(0, 8, Optional.empty(), Instant.EPOCH)
                        .anchored(3, TEN, TEN.plusSeconds(1))
                        .sold(1, TEN);
        assertThat(read.anchor()).isEmpty();
        assertThat(read.high()).isEqualTo(7);
    }

    @Test
    void anOrderThatShowsAfterItsReadingWasTrusted_changesNothing() {
        Estimate exact =
                new Estimate(0, 8, Optional.empty(), Instant.EPOCH)
                        .anchored(3, TEN, TEN.plusSeconds(1))
                        .covered(TEN.plusSeconds(2));
        assertThat(exact.sold(1, TEN.minusSeconds(60))).isEqualTo(exact);
    }

    @Test
    void aMallThatSoldWhatItNeverShowed_isUnknown() {
        assertThat(FIVE.sold(6, TEN).isKnown()).isFalse();
    }
}
