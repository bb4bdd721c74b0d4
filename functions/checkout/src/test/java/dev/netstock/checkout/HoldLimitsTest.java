package dev.netstock.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.stock.Channel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

class HoldLimitsTest {
    @Test
    void of_aChannel_isItsOwnLimitOrThatOfAll() {
        HoldLimits limits = HoldLimits.parse("900,bank=1209600,konbini=604800");
        assertThat(limits.of(new Channel("bank"))).isEqualTo(Duration.ofDays(14));
        assertThat(limits.of(new Channel("konbini"))).isEqualTo(Duration.ofDays(7));
        assertThat(limits.of(new Channel("storefront"))).isEqualTo(Duration.ofMinutes(15));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "899",
                "1209601",
                "900,",
                "900,bank",
                "900,bank=1=2",
                "900,bank=10",
                "900,Bank=900"
            })
    void parse_invalidText_isIllegal(String text) {
        assertThatThrownBy(() -> HoldLimits.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
