package dev.netstock.bench.physics.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.bench.physics.dynamodb.Physics;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The deployed code sells exactly all units under throttles and conflicts. */
class HotSkuTest {
    private static final int UNITS = 30;

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void hotSku_underThrottlesAndConflicts_isSoldToTheLastUnit(int shards)
            throws InterruptedException {
        Physics tight = Physics.standard().withUnits(40, 200);

        HotSku.Result result = new HotSku(UNITS, shards, 6, 0.2, tight).sell();

        assertThat(result.throttles() + result.conflicts()).isPositive();
        assertThat(result.claimed()).isEqualTo(UNITS);
        assertThat(result.available()).isZero();
        assertThat(result.reserved()).isEqualTo(UNITS);
        assertThat(result.lowest()).isZero();
    }
}
