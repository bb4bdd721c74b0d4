package dev.netstock.platform.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class CallsTest {
    private static final String ROOT = "1-5759e988-bd862e3fe1be46a994272793";
    private static final Duration PATIENCE = Duration.ofSeconds(29);

    @Test
    void ofCaller_withLittleTimeLeft_isDueBeforeTheFunctionTimesOut() {
        Call call = Calls.ofCaller("who", "", PATIENCE, TestContext.withTimeLeft(5_000));
        assertThat(call.deadline().remaining())
                .isBetween(Duration.ofMillis(4_000), Duration.ofMillis(4_500));
    }

    @Test
    void ofCaller_withMuchTimeLeft_isDueBeforeTheCallerTimesOut() {
        Call call = Calls.ofCaller("who", "", PATIENCE, TestContext.withTimeLeft(900_000));
        assertThat(call.deadline().remaining()).isBetween(Duration.ofSeconds(28), PATIENCE);
    }

    @Test
    void ofFunction_hasAllTheTimeAndTheFunctionsName() {
        Call call = Calls.ofFunction(TestContext.withTimeLeft(900_000));
        assertThat(call.deadline().remaining()).isGreaterThan(Duration.ofSeconds(890));
        assertThat(call.who()).isEqualTo("test-function");
    }

    @Test
    void traceId_fromTheRuntime_isItsRoot() {
        Context context = new TestContext(1, "Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1");
        assertThat(trace("", context)).isEqualTo(ROOT);
    }

    @Test
    void traceId_onlyInTheHeader_isTheHeadersRoot() {
        assertThat(trace("Self=1;Root=" + ROOT, TestContext.create())).isEqualTo(ROOT);
    }

    @Test
    void traceId_withAnInvalidHeader_isTheRequestId() {
        Context context = TestContext.create();
        assertThat(trace("Root=anything", context)).isEqualTo(context.getAwsRequestId());
    }

    private static String trace(String header, Context context) {
        return Calls.ofCaller("who", header, PATIENCE, context).traceId();
    }
}
