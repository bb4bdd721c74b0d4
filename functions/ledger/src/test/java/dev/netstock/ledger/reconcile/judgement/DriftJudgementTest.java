package dev.netstock.ledger.reconcile.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.ledger.reconcile.judgement.Journal.GiveBack;
import dev.netstock.ledger.reconcile.judgement.Journal.Take;
import dev.netstock.ledger.reconcile.judgement.Journal.UndoneTake;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Everything settles within 60 s, and clocks differ by at most 2 s. */
class DriftJudgementTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final DriftJudgement JUDGING =
            new DriftJudgement(Tolerance.of(Duration.ofSeconds(60)));

    @Test
    void judge_whenReservedEqualsTheOldDeltas_agrees() {
        assertThat(judge(journal(10), look(0, 10, 5))).isEqualTo(none(0, 0));
    }

    @Test
    void judge_whenReservedDiffers_findsTheDifference() {
        assertThat(judge(journal(10), look(0, 13, 5))).isEqualTo(found(3, 3));
        assertThat(judge(journal(10), look(0, 8, 5))).isEqualTo(found(-2, -2));
    }

    @Test
    void judge_ofTakes_countsThoseUpToTheLooksVersion() {
        var journal =
                new Journal(10, List.of(new Take(5, 2), new Take(6, 4)), List.of(), List.of());
        assertThat(judge(journal, look(0, 12, 5))).isEqualTo(none(0, 0));
        assertThat(judge(journal, look(0, 16, 6))).isEqualTo(none(0, 0));
        assertThat(judge(journal, look(0, 16, 5))).isEqualTo(found(4, 4));
    }

    @Test
    void judge_ofUnitsGivenBackLongBeforeTheLook_subtractsThem() {
        assertThat(judge(givenBack(3, -63), look(0, 7, 5))).isEqualTo(none(0, 0));
    }

    @Test
    void judge_ofUnitsGivenBackAroundTheLook_allowsBoth() {
        assertThat(judge(givenBack(3, -10), look(0, 10, 5))).isEqualTo(none(0, 3));
        assertThat(judge(givenBack(3, -10), look(0, 7, 5))).isEqualTo(none(-3, 0));
        assertThat(judge(givenBack(3, 1), look(0, 7, 5))).isEqualTo(none(-3, 0));
        assertThat(judge(givenBack(3, -10), look(0, 6, 5))).isEqualTo(found(-4, -1));
    }

    @Test
    void judge_ofUnitsGivenBackAfterTheLook_ignoresThem() {
        assertThat(judge(givenBack(3, 3), look(0, 7, 5))).isEqualTo(found(-3, -3));
        assertThat(judge(givenBack(3, 3), look(0, 10, 5))).isEqualTo(none(0, 0));
    }

    @Test
    void judge_ofAnUnclaimedTake_countsItUntilItIsUndone() {
        var journal =
                new Journal(
                        10,
                        List.of(),
                        List.of(new UndoneTake(5, 2, NOON.plusSeconds(70))),
                        List.of());
        assertThat(judge(journal, look(0, 12, 5))).isEqualTo(none(0, 0));
        assertThat(judge(journal, look(0, 10, 4))).isEqualTo(none(0, 0));
        assertThat(judge(journal, look(140, 10, 7))).isEqualTo(none(0, 0));
        assertThat(judge(journal, look(75, 12, 7))).isEqualTo(none(0, 2));
    }

    @Test
    void judge_ofTwoLooks_findsTheOneResidualThatExplainsBoth() {
        assertThat(judge(givenBack(3, -10), look(0, 12, 5), look(62, 9, 6))).isEqualTo(found(2, 2));
        assertThat(judge(givenBack(3, -10), look(0, 12, 5), look(62, 7, 6)))
                .isInstanceOf(Drift.Unclear.class);
    }

    @Test
    void judge_ofAnUnchangedItem_combinesBothLooks() {
        assertThat(judge(givenBack(3, -10), look(0, 12, 5), look(62, 12, 5)))
                .isEqualTo(found(5, 5));
        assertThat(judge(givenBack(3, 60), look(0, 12, 5), look(62, 12, 5))).isEqualTo(found(2, 2));
    }

    @Test
    void edited_whenReservedDrifted_assignsTheRestToAvailable() {
        assertThat(Manipulation.of(5, 0, found(5, 5))).isEqualTo(new Manipulation(0, 5, 0, true));
        assertThat(Manipulation.of(0, 0, found(5, 5))).isEqualTo(new Manipulation(-5, 5, 0, true));
        assertThat(Manipulation.of(-3, 2, none(0, 0))).isEqualTo(new Manipulation(-3, 0, 2, true));
    }

    @Test
    void edited_whenEitherNumberMayBeWrong_isUncertain() {
        assertThat(Manipulation.of(5, 0, none(-2, 7)).isExact()).isFalse();
        assertThat(Manipulation.of(5, 0, none(-2, 3))).isEqualTo(new Manipulation(5, 0, 0, true));
        assertThat(Manipulation.of(5, 0, found(3, 7))).isEqualTo(new Manipulation(0, 5, 0, true));
        assertThat(Manipulation.of(0, 0, found(3, 7)).isExact()).isFalse();
        assertThat(Manipulation.of(4, 0, new Drift.Unclear()).isExact()).isFalse();
        assertThat(Manipulation.of(0, 0, new Drift.Unclear()).isNothing()).isTrue();
    }

    private static Drift judge(Journal journal, Look... looks) {
        return JUDGING.judge(List.of(looks), journal);
    }

    private static Journal journal(long before) {
        return new Journal(before, List.of(), List.of(), List.of());
    }

    private static Journal givenBack(long units, int second) {
        return new Journal(
                10, List.of(), List.of(), List.of(new GiveBack(units, NOON.plusSeconds(second))));
    }

    private static Look look(int second, long reserved, long version) {
        Instant at = NOON.plusSeconds(second);
        return new Look(at, at, 100, reserved, version);
    }

    private static Drift none(long low, long high) {
        return new Drift.None(new Range(low, high));
    }

    private static Drift found(long low, long high) {
        return new Drift.Found(new Range(low, high));
    }
}
