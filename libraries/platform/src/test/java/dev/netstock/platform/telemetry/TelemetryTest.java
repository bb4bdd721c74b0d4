package dev.netstock.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.call.CallFailure.Kind;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class TelemetryTest {
    private final FailureTally failures = new FailureTally();
    private final Telemetry telemetry = new Telemetry("invocation", failures);

    @Test
    void report_withFailedRequests_countsThem() {
        failures.failed(Operation.UNSAFE_WRITE, Kind.CONFLICT);
        failures.failed(Operation.IDEMPOTENT_WRITE, Kind.CONFLICT);
        failures.failed(Operation.READ, Kind.THROTTLED);
        assertThat(reported()).contains("\"Conflicts\":2.0", "\"Throttles\":1.0");
        assertThat(reported()).doesNotContain("Conflicts", "Throttles");
    }

    @Test
    void report_withAdditionalCounts_addsThem() {
        var counting = new Telemetry("counting", failures, () -> Map.of("Remembered", 3L));
        assertThat(Output.of(() -> counting.report(report())))
                .singleElement()
                .asString()
                .contains("\"Reserved\":1.0", "\"Remembered\":3.0");
    }

    @Test
    void report_writesOneLineOfEmbeddedMetrics() {
        List<String> lines = Output.of(() -> telemetry.report(report()));
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"CloudWatchMetrics\"", "\"Latency\":1.5", "\"Reserved\":1.0");
    }

    @Test
    void report_byOutcome_hasBothSetsOfDimensions() {
        assertThat(reported())
                .contains("\"Outcome\"", "[[\"Service\"],[\"Service\",\"Operation\",\"Outcome\"]]");
    }

    @Test
    void report_notByOutcome_hasTheServiceAlone() {
        var brief = new Telemetry("brief", failures, Map::of, false);
        assertThat(Output.of(() -> brief.report(report())))
                .singleElement()
                .asString()
                .contains("\"Dimensions\":[[\"Service\"]]")
                .doesNotContain("Outcome");
    }

    @Test
    void logged_logLine_carriesTheInvocationsIds() {
        List<String> lines =
                Output.of(
                        () ->
                                telemetry.logged(
                                        TestContext.create(),
                                        () -> {
                                            LoggerFactory.getLogger("a").info("Something happened");
                                            return "done";
                                        }));
        assertThat(lines)
                .singleElement()
                .asString()
                .contains(
                        "\"message\":\"Something happened\"",
                        "\"function_request_id\":\"8f507cfc-xmpl-4697-b07a-ac58fc914c95\"",
                        "\"service\":\"platform\"");
    }

    private String reported() {
        return String.join("\n", Output.of(() -> telemetry.report(report())));
    }

    private static CallReport report() {
        return new CallReport(
                "reserve", "reserved", Map.of("Reserved", 1L), Duration.ofNanos(1_500_000));
    }
}
