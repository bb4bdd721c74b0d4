package dev.netstock.ledger.reconcile.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.ledger.reconcile.judgement.Journal.GiveBack;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The bounds of certainty: everything settles within 60 s, and clocks differ by at most 2 s. */
class JudgementBoundsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final DriftJudgement JUDGING =
            new DriftJudgement(Tolerance.of(Duration.ofSeconds(60)));

    @Test
    void judge_ofUnitsGivenBackAMinuteBefore_isCertainAMomentLater() {
        assertThat(judge(-60_000, look(0, 100, 10, 5))).isEqualTo(none(0, 3));
        assertThat(judge(-60_001, look(0, 100, 10, 5))).isEqualTo(found(3, 3));
    }

    @Test
    void judge_ofUnitsGivenBackTwoSecondsAfter_isCertainAMomentLater() {
        assertThat(judge(2_000, look(0, 100, 7, 5))).isEqualTo(none(-3, 0));
        assertThat(judge(2_001, look(0, 100, 7, 5))).isEqualTo(found(-3, -3));
    }

    @Test
    void judge_ofALongLook_isCertainBeforeItsStartAndAfterItsEnd() {
        var slow = new Look(NOON, NOON.plusSeconds(5), 100, 10, 5);
        assertThat(judge(-60_001, slow)).isEqualTo(found(3, 3));
        assertThat(judge(6_000, slow)).isEqualTo(none(0, 3));
        assertThat(judge(7_001, slow)).isEqualTo(none(0, 0));
    }

    @Test
    void judge_ofTwoLooksOfOneVersionWithOtherNumbers_doesNotMergeThem() {
        assertThat(judge(-10_000, look(0, 100, 12, 5), look(62, 100, 13, 5)))
                .isInstanceOf(Drift.Unclear.class);
        assertThat(judge(-10_000, look(0, 100, 10, 5), look(62, 101, 10, 5)))
                .isEqualTo(found(3, 3));
        assertThat(judge(60_000, look(0, 100, 10, 5), look(62, 101, 10, 5))).isEqualTo(none(0, 0));
    }

    @Test
    void judge_ofAnUnchangedItemOverThreeLooks_mergesThem() {
        assertThat(judge(-10_000, look(0, 100, 12, 5), look(40, 100, 12, 5), look(80, 100, 12, 5)))
                .isEqualTo(found(5, 5));
    }

    @Test
    void tolerance_ofClocks_isATenthOfTheSettleTimeUpToTwoSeconds() {
        assertThat(Tolerance.of(Duration.ofSeconds(10)).earlier()).isEqualTo(Duration.ofSeconds(1));
        assertThat(Tolerance.of(Duration.ofSeconds(30)).earlier()).isEqualTo(Duration.ofSeconds(2));
        assertThat(Tolerance.of(Duration.ofSeconds(30)).later()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void range_includesBothEnds() {
        Range range = new Range(2, 4);

        assertThat(List.of(2L, 3L, 4L)).allMatch(range::contains);
        assertThat(List.of(1L, 5L)).noneMatch(range::contains);
        assertThat(range.and(new Range(4, 9))).contains(Range.exactly(4));
        assertThat(range.and(new Range(5, 9))).isEmpty();
        assertThat(range.isExact()).isFalse();
        assertThat(Range.exactly(4).isExact()).isTrue();
        assertThatThrownBy(() -> new Range(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void edited_isNothingOnlyIfAllNumbersAreRight() {
        assertThat(new Manipulation(0, 0, 0, true).isNothing()).isTrue();
        assertThat(new Manipulation(1, 0, 0, true).isNothing()).isFalse();
        assertThat(new Manipulation(0, 1, 0, true).isNothing()).isFalse();
        assertThat(new Manipulation(0, 0, 1, true).isNothing()).isFalse();
    }

    @Test
    void edited_whenTheResidualIsNotExact_usesItsLowEnd() {
        assertThat(Manipulation.of(9, 0, found(3, 7))).isEqualTo(new Manipulation(6, 3, 0, false));
        assertThat(Manipulation.of(7, 0, found(3, 7))).isEqualTo(new Manipulation(0, 7, 0, true));
        assertThat(Manipulation.of(0, 4, new Drift.Unclear()))
                .isEqualTo(new Manipulation(0, 0, 4, false));
        assertThat(Manipulation.of(0, 0, none(-2, 2))).isEqualTo(new Manipulation(0, 0, 0, true));
    }

    /** Of 10 units reserved before, 3 are given back some milliseconds after noon. */
    private static Drift judge(int givenBackMillis, Look... looks) {
        var back = new GiveBack(3, NOON.plusMillis(givenBackMillis));
        return JUDGING.judge(List.of(looks), new Journal(10, List.of(), List.of(), List.of(back)));
    }

    private static Look look(int second, long available, long reserved, long version) {
        Instant at = NOON.plusSeconds(second);
        return new Look(at, at, available, reserved, version);
    }

    private static Drift none(long low, long high) {
        return new Drift.None(new Range(low, high));
    }

    private static Drift found(long low, long high) {
        return new Drift.Found(new Range(low, high));
    }
}
