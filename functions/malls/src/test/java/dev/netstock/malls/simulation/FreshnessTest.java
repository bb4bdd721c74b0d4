package dev.netstock.malls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.malls.simulation.Freshness.Times;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

class FreshnessTest {
    static List<Profile> malls() {
        return Profile.ALL;
    }

    /** In virtual time: what the sync adds to what the mall's rate allows. */
    @ParameterizedTest
    @MethodSource("malls")
    void aSellOut_overtakesAllOtherChanges(Profile mall) {
        long seed = Seed.fresh();
        for (int skus : Length.isFull() ? Freshness.sizes() : List.of(100, 1000)) {
            Times times = new Freshness(seed, mall, skus).run();
            System.out.printf(
                    "%s, %,d changing SKUs: p50 %s, p99 %s; sold out p50 %s, p99 %s; own lag up to"
                            + " %s%n",
                    mall.name(),
                    skus,
                    Freshness.seconds(Times.percentile(times.others(), 0.5)),
                    Freshness.seconds(Times.percentile(times.others(), 0.99)),
                    Freshness.seconds(Times.percentile(times.sellOuts(), 0.5)),
                    Freshness.seconds(Times.percentile(times.sellOuts(), 0.99)),
                    mall.capabilities().applyLag());
            assertThat(Times.percentile(times.sellOuts(), 0.99)).isLessThanOrEqualTo(5000);
        }
    }
}
