package dev.netstock.bench.physics.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

class LatencyTest {
    private static final int DRAWS = 100_000;

    @Test
    void draw_hasItsMedianAndItsTail() {
        var random = new SplittableRandom(1);
        Latency latency = Latency.ofMillis(4, 12);

        long[] sorted =
                IntStream.range(0, DRAWS).mapToLong(_ -> latency.draw(random)).sorted().toArray();

        assertThat(sorted[DRAWS / 2] / 1e6).isEqualTo(4, within(0.05));
        assertThat(sorted[DRAWS / 100 * 99] / 1e6).isEqualTo(12, within(0.3));
    }

    @Test
    void draw_ofAConstant_isAlwaysTheSame() {
        assertThat(Latency.constantMillis(4).draw(new SplittableRandom(1))).isEqualTo(4_000_000);
    }

    @Test
    void tail_beforeTheMiddle_isRefused() {
        assertThatThrownBy(() -> Latency.ofMillis(4, 3))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
