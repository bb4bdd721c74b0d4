package dev.netstock.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SampleEventsTest {
    @Test
    void json_whenTheSampleExists_isItsText() {
        assertThat(SampleEvents.json("checkout/reserve"))
                .contains("\"routeKey\": \"PUT /v1/orders/{orderId}/reservation\"");
    }

    @Test
    void json_whenThereIsNoSuchSample_namesIt() {
        assertThatThrownBy(() -> SampleEvents.json("checkout/fly"))
                .hasMessage("There is no sample event checkout/fly");
    }
}
