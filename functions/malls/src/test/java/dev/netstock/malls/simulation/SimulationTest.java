package dev.netstock.malls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;

/**
 * Five malls and a storefront sell the same units, with every misbehaviour, and functions that die
 * between any two requests. After every event M + U <= P; after an hour of calm every count is at
 * its target, and every order holds what its customer has.
 */
class SimulationTest {
    private static final int CUSTOMERS = Length.isFull() ? 2000 : 500;

    @Test
    void everyRun_sellsNothingTwice_andEndsAtItsTargets() {
        long seed = Seed.fresh();
        Sums sums = new Sums();
        for (int i = 0; i < Length.of(8, 1000); i++) {
            Simulation run = new Simulation(seed + i, Plan.of(CUSTOMERS)).run();
            assertThat(run.violations).as("-Dtest.seed=%d", seed + i).isEmpty();
            assertThat(run.oversold()).as("-Dtest.seed=%d", seed + i).isZero();
            sums.add(run);
        }
        sums.print("Set aside, exact");
    }

    @Test
    void everyRun_withARiskAtAbsoluteOnlyMalls_staysWithinTheStatedBound() {
        long seed = Seed.fresh();
        long risk = 2;
        Sums sums = new Sums();
        long bound = 0;
        for (int i = 0; i < Length.of(4, 1000); i++) {
            Simulation run =
                    new Simulation(seed + i, Plan.of(CUSTOMERS).withBlindUnits(risk)).run();
            assertThat(run.violations).as("-Dtest.seed=%d", seed + i).isEmpty();
            bound = run.bound();
            assertThat(run.oversold()).as("-Dtest.seed=%d", seed + i).isLessThanOrEqualTo(bound);
            sums.add(run);
        }
        sums.print(
                "Set aside, absolute-only malls may risk 2 units a page, bound %d"
                        .formatted(bound));
    }

    /** Only the sync changes counts: so it never finds one that it did not expect. */
    @Test
    void withoutEditsByPeople_everyCountIsAsExpected() {
        long seed = Seed.fresh();
        for (int i = 0; i < Length.of(8, 200); i++) {
            Simulation run = new Simulation(seed + i, Plan.of(CUSTOMERS).withoutEdits()).run();
            assertThat(run.violations).as("-Dtest.seed=%d", seed + i).isEmpty();
        }
    }

    /** Operators change and remove mappings, map again, pause and push while customers buy. */
    @Test
    void everyRun_withOperators_sellsNothingTwice_andEndsAtItsTargets() {
        long seed = Seed.fresh();
        Sums sums = new Sums();
        for (int i = 0; i < Length.of(8, 1000); i++) {
            Simulation run = new Simulation(seed + i, Plan.of(CUSTOMERS).withChanges()).run();
            assertThat(run.violations).as("-Dtest.seed=%d", seed + i).isEmpty();
            assertThat(run.oversold()).as("-Dtest.seed=%d", seed + i).isZero();
            sums.add(run);
        }
        sums.print("Set aside, with operators");
    }

    @Test
    void naiveSync_everyFiveMinutes_oversells() {
        long seed = Seed.fresh();
        Sums sums = new Sums();
        for (int i = 0; i < Length.of(8, 1000); i++) {
            sums.add(new Simulation(seed + i, Plan.of(CUSTOMERS).naively()).run());
        }
        sums.print("Naive absolute sync every 5 minutes");
        assertThat(sums.oversold).isPositive();
    }

    /** The same seed is the same run. */
    @Test
    void aSeed_repeatsItsRun() {
        long seed = Seed.fresh();
        Simulation one = new Simulation(seed, Plan.of(100)).run();
        Simulation two = new Simulation(seed, Plan.of(100)).run();
        assertThat(List.of(two.mallSold, two.world.killed, two.world.storeWrites))
                .isEqualTo(List.of(one.mallSold, one.world.killed, one.world.storeWrites));
    }

    @ParameterizedTest
    @EnumSource(value = Bug.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aPlantedBug_isFound(Bug bug) {
        long seed = Seed.or(1);
        List<String> found = new ArrayList<>();
        int runs = 0;
        while (found.isEmpty() && runs < 20) {
            Plan plan = Plan.of(500).withoutEdits().with(bug);
            Simulation run =
                    new Simulation(seed + runs++, bug.isOfOperators() ? plan.withChanges() : plan);
            try {
                found.addAll(run.run().violations);
            } catch (IllegalStateException e) {
                found.add(e.toString());
            }
        }
        System.out.printf("%s: found in run %d: %s%n", bug, runs, found);
        assertThat(found).isNotEmpty();
    }
}
