package dev.netstock.malls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.malls.sync.MallSettings;
import dev.netstock.malls.sync.MallSettings.Maintenance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class MallsJsonTest {
    @Test
    void read_mallWithoutSettings_hasTheDefaultsOfTheSchema() {
        ConfiguredMall mall = MallsJson.read("{\"rakuten\":{}}").getFirst();

        assertThat(mall.settings())
                .isEqualTo(
                        new MallSettings(
                                mall.channel(),
                                MallSettings.Mode.SET_ASIDE,
                                100,
                                0,
                                0,
                                1,
                                25,
                                0,
                                Duration.ofHours(6),
                                List.of(),
                                100));
        assertThat(mall.pollEvery()).isEqualTo(Duration.ofMinutes(1));
        assertThat(mall.shop().restocksOnCancel()).isEmpty();
    }

    @Test
    void read_mallWithAllSettings_hasThem() {
        ConfiguredMall mall =
                MallsJson.read(
                                """
                                {"yahoo":{"mode":"shared","cap":7,"floor":2,"buffer":1,"priority":3,
                                "percent":40,"blindUnits":2,"auditEveryMinutes":5,"pollSeconds":10,
                                "maintenance":[{"start":"2026-12-01T17:00:00Z",
                                "end":"2026-12-01T19:00:00Z"}],"maintenanceCap":1,
                                "restocksOnCancel":true,"sellerId":"store","fraudHoldMinutes":30,
                                "orderLagSeconds":20,"countLagSeconds":40,
                                "url":"https://test.circus.shopping.yahooapis.jp"}}
                                """)
                        .getFirst();

        assertThat(mall.settings().mode()).isEqualTo(MallSettings.Mode.SHARED);
        assertThat(mall.settings().maintenance())
                .containsExactly(
                        new Maintenance(
                                Instant.parse("2026-12-01T17:00:00Z"),
                                Instant.parse("2026-12-01T19:00:00Z")));
        assertThat(mall.settings().maintenanceCap()).isEqualTo(1);
        assertThat(mall.shop().fraudHold()).contains(Duration.ofMinutes(30));
        assertThat(mall.shop().orderLag()).contains(Duration.ofSeconds(20));
        assertThat(mall.shop().countLag()).contains(Duration.ofSeconds(40));
        assertThat(mall.shop().url()).isPresent();
        assertThat(mall.pollEvery()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"rakuten\":{\"cap\":\"many\"}} | /rakuten/cap",
                "{\"rakuten\":{\"mode\":\"both\"}} | Must be set-aside or shared.",
                "{\"rakuten\":1} | Must be an object.",
                "[] | Must be an object."
            })
    void read_invalidMember_isNamed(String json, String error) {
        assertThatThrownBy(() -> MallsJson.read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(error);
    }
}
