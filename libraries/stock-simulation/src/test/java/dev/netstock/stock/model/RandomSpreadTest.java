package dev.netstock.stock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;
import dev.netstock.stock.model.RandomSpread.Summary;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.LongStream;

/** Random sales of split SKUs. {@code -Dtest.seed=SEED -Dtest.length=1} repeats one. */
class RandomSpreadTest {
    private static final long FIRST = Seed.or(1);
    private static final long SEEDS = Length.of(2, 200);
    private static final long STEPS = 10_000;

    @Test
    void everySale_withSplitsMergesAndReturns_keepsTheInvariantsAtEveryStep() {
        List<Summary> sales =
                LongStream.range(FIRST, FIRST + SEEDS).mapToObj(RandomSpreadTest::run).toList();

        assertThat(sales).allMatch(sale -> sale.steps() >= STEPS);
        assertThat(sales.stream().mapToLong(Summary::moves).sum()).isGreaterThan(50 * SEEDS);
        assertThat(sales.stream().mapToLong(Summary::refusals).sum()).isGreaterThan(10 * SEEDS);
        assertThat(sales.stream().mapToLong(Summary::debts).sum()).isGreaterThan(10 * SEEDS);
    }

    @Test
    void everySale_besideABuffer_neverCrossesItAndSellsTheRest() {
        List<Summary> sales =
                LongStream.range(FIRST, FIRST + SEEDS)
                        .mapToObj(seed -> run(seed, new RandomSpread(seed, 3, false)))
                        .toList();

        assertThat(sales.stream().mapToLong(Summary::refusals).sum()).isGreaterThan(10 * SEEDS);
    }

    @Test
    void sales_whoseTakesIgnoreTheBuffer_crossIt() {
        assertThatThrownBy(
                        () ->
                                LongStream.range(1, 1 + SEEDS)
                                        .forEach(
                                                seed -> run(seed, new RandomSpread(seed, 3, true))))
                .hasMessageContaining("a buffer was crossed");
    }

    private static Summary run(long seed) {
        return run(seed, new RandomSpread(seed));
    }

    private static Summary run(long seed, RandomSpread sale) {
        try {
            return sale.run(STEPS);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }
}
