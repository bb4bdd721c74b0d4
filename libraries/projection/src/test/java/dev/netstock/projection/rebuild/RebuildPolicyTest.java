package dev.netstock.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.projection.Generations;
import dev.netstock.projection.rebuild.GenerationsDecision.Change;
import dev.netstock.projection.rebuild.GenerationsDecision.NoChange;
import dev.netstock.projection.rebuild.GenerationsDecision.Refused;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class RebuildPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:03:04Z");
    private static final Duration GRACE = Duration.ofSeconds(23);
    private static final RebuildPolicy POLICY = new RebuildPolicy(2, GRACE);
    private static final Generations BUILDING = changed(POLICY.start(Generations.FIRST, NOW, NOW));
    private static final Generations REPLAYED =
            changed(POLICY.replayed(changed(POLICY.replayed(BUILDING, 2, 0)), 2, 1));

    @Test
    void start_withoutABuild_buildsTheNextGenerationAndDelaysTheReplay() {
        assertThat(BUILDING.serving()).isEqualTo(1);
        assertThat(BUILDING.written()).containsExactly(1, 2);
        assertThat(BUILDING.building().orElseThrow().replayFrom()).isEqualTo(NOW.plus(GRACE));
    }

    @Test
    void start_duringABuild_changesNothing() {
        assertThat(POLICY.start(BUILDING, NOW.plusSeconds(9), NOW)).isEqualTo(new NoChange());
    }

    @Test
    void start_afterAnAbandonedBuild_usesANewNumber() {
        Generations abandoned = changed(POLICY.abandon(BUILDING, NOW));
        assertThat(abandoned.written()).containsExactly(1);
        assertThat(changed(POLICY.start(abandoned, NOW, NOW)).written()).containsExactly(1, 3);
    }

    @Test
    void replayed_sameSegmentTwice_countsOnce() {
        Generations once = changed(POLICY.replayed(BUILDING, 2, 0));
        assertThat(POLICY.replayed(once, 2, 0)).isEqualTo(new NoChange());
        assertThat(once.building().orElseThrow().isComplete()).isFalse();
    }

    @Test
    void replayed_ofAnotherGeneration_isRefused() {
        assertThat(POLICY.replayed(BUILDING, 3, 0)).isInstanceOf(Refused.class);
    }

    @Test
    void switchTo_completeGeneration_serves() {
        Generations switched = changed(POLICY.switchTo(REPLAYED, 2, NOW));
        assertThat(switched.serving()).isEqualTo(2);
        assertThat(switched.written()).containsExactly(2);
        assertThat(POLICY.switchTo(switched, 2, NOW)).isEqualTo(new NoChange());
    }

    @Test
    void switchTo_withAMissingSegment_isRefused() {
        assertThat(POLICY.switchTo(changed(POLICY.replayed(BUILDING, 2, 1)), 2, NOW))
                .isEqualTo(new Refused("Not all segments of generation 2 are replayed"));
    }

    @Test
    void switchTo_ofAGenerationThatIsNotBuilt_isRefused() {
        assertThat(POLICY.switchTo(BUILDING, 3, NOW))
                .isEqualTo(new Refused("Generation 3 is not being built"));
    }

    @Test
    void abandon_withoutABuild_changesNothing() {
        assertThat(POLICY.abandon(Generations.FIRST, NOW)).isEqualTo(new NoChange());
    }

    @Test
    void retire_servingUnfinishedOrUnknownGeneration_isRefused() {
        assertThat(POLICY.retire(BUILDING, 1)).isEqualTo(new Refused("Generation 1 is serving"));
        assertThat(POLICY.retire(BUILDING, 2))
                .isEqualTo(new Refused("Generation 2 is being built"));
        assertThat(POLICY.retire(BUILDING, 3))
                .isEqualTo(new Refused("Generation 3 does not exist"));
    }

    @Test
    void retire_formerGeneration_waitsForRunningConsumers() {
        Generations switched = changed(POLICY.switchTo(REPLAYED, 2, NOW));
        assertThat(POLICY.retire(switched, 1)).isEqualTo(new NoChange());
        assertThat(POLICY.retireFrom(switched)).isEqualTo(NOW.plus(GRACE));
    }

    @Test
    void unusedGeneration_staysToRetireUntilItIsRetired() {
        Generations switched = changed(POLICY.switchTo(REPLAYED, 2, NOW));
        Generations givenUp =
                changed(POLICY.abandon(changed(POLICY.start(switched, NOW, NOW)), NOW));

        assertThat(switched.toRetire()).containsExactly(1);
        assertThat(givenUp.toRetire()).containsExactlyInAnyOrder(1, 3);
        assertThat(changed(POLICY.retired(givenUp, 1)).toRetire()).containsExactly(3);
        assertThat(POLICY.retired(givenUp, 2)).isEqualTo(new NoChange());
    }

    private static Generations changed(GenerationsDecision decision) {
        if (decision instanceof Change(Generations next)) {
            return next;
        }
        throw new AssertionError("Not a change: " + decision);
    }
}
