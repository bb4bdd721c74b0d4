package dev.netstock.stock.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeltaTest {
    @Test
    void stepKey_hasFourDigits() {
        assertThat(Delta.stepKey(1)).isEqualTo("0001");
        assertThat(Delta.stepKey(9_999)).isEqualTo("9999");
        assertThatThrownBy(() -> Delta.stepKey(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Delta.stepKey(10_000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ledgerStepKey_hasNineteenDigits() {
        assertThat(Delta.ledgerStepKey(7)).isEqualTo("0000000000000000007");
        assertThat(Delta.ledgerStepKey(Long.MAX_VALUE)).isEqualTo("9223372036854775807");
    }
}
