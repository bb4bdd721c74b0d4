package dev.netstock.bench.handler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The canned responses lead to the outcomes that the benchmarks are named after. */
class CheckoutCallsTest {
    private final CheckoutCalls calls = new CheckoutCalls();

    @Test
    void calls_withCannedAnswers_areAnsweredAsTheirNamesSay() {
        assertThat(calls.reserve().getBody()).contains("\"state\":\"RESERVED\"");
        assertThat(calls.reserveAndConfirm().getBody()).contains("\"state\":\"CONFIRMED\"");
        assertThat(calls.twoBareCalls().sdkHttpResponse().isSuccessful()).isTrue();
        assertThat(calls.threeBareCalls().sdkHttpResponse().isSuccessful()).isTrue();
        assertThat(calls.read().getBody()).contains("\"steps\"");
        assertThat(calls.release().getBody()).contains("\"state\":\"RELEASED\"");
        assertThat(calls.confirm().getBody()).contains("\"state\":\"CONFIRMED\"");
        assertThat(calls.refuseFault().getBody()).contains("/lines/0/quantity");
    }
}
