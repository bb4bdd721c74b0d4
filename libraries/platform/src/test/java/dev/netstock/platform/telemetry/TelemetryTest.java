package dev.netstock.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.platform.call.CallFailure.Kind;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

class TelemetryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger LOG = LoggerFactory.getLogger("a");

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
    void report_withTheSameCountTwice_addsThemUp() {
        var counting = new Telemetry("counting", failures, () -> Map.of("Reserved", 3L));
        assertThat(Output.of(() -> counting.report(report())))
                .singleElement()
                .asString()
                .contains("\"Reserved\":4.0");
    }

    /** Alarms and dashboards read these metrics by name and dimension. */
    @Test
    void report_writesOneLineOfEmbeddedMetrics() throws JsonProcessingException {
        failures.failed(Operation.READ, Kind.THROTTLED);
        long before = System.currentTimeMillis();
        ObjectNode line = (ObjectNode) only(Output.of(() -> telemetry.report(report())));
        assertThat(line.at("/_aws/Timestamp").asLong())
                .isBetween(before, System.currentTimeMillis());
        ((ObjectNode) line.get("_aws")).remove("Timestamp");
        assertThat(line)
                .isEqualTo(
                        JSON.readTree(
                                """
                                {
                                  "_aws": {
                                    "CloudWatchMetrics": [
                                      {
                                        "Namespace": "NetStock",
                                        "Metrics": [
                                          {"Name": "Latency", "Unit": "Milliseconds"},
                                          {"Name": "Reserved", "Unit": "Count"},
                                          {"Name": "Throttles", "Unit": "Count"}
                                        ],
                                        "Dimensions": [
                                          ["Service"],
                                          ["Service", "Operation", "Outcome"]
                                        ]
                                      }
                                    ]
                                  },
                                  "executionEnvironment": "AWS_Lambda_java25",
                                  "functionVersion": "7",
                                  "logStreamId": "2026/11/21/[7]test",
                                  "Service": "invocation",
                                  "Operation": "reserve",
                                  "Outcome": "reserved",
                                  "Latency": 1.5,
                                  "Reserved": 1.0,
                                  "Throttles": 1.0
                                }
                                """));
    }

    @Test
    void report_notByOutcome_hasTheServiceAlone() throws JsonProcessingException {
        var brief = new Telemetry("brief", failures, Map::of, false);
        JsonNode line = only(Output.of(() -> brief.report(report())));
        assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions").toString())
                .isEqualTo("[[\"Service\"]]");
    }

    @Test
    void logged_logLine_carriesTheInvocationsIds() throws JsonProcessingException {
        ObjectNode line = (ObjectNode) only(Output.of(() -> logged(() -> LOG.info("It happened"))));
        assertThat(Instant.parse(line.remove("timestamp").asText()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(line)
                .isEqualTo(
                        JSON.readTree(
                                """
                                {
                                  "level": "INFO",
                                  "message": "It happened",
                                  "cold_start": false,
                                  "function_arn": "%s",
                                  "function_memory_size": 1024,
                                  "function_name": "test-function",
                                  "function_request_id": "8f507cfc-xmpl-4697-b07a-ac58fc914c95",
                                  "function_version": "1",
                                  "service": "platform"
                                }
                                """
                                        .formatted(TestContext.create().getInvokedFunctionArn())));
    }

    @Test
    void logged_tracedInvocation_carriesTheTrace() throws JsonProcessingException {
        var traced =
                new TestContext(
                        1_000, "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=1;Sampled=1");
        var lines =
                Output.of(
                        () ->
                                telemetry.logged(
                                        traced,
                                        () -> {
                                            LOG.warn("It happened");
                                            return "done";
                                        }));
        assertThat(only(lines).get("xray_trace_id").asText())
                .isEqualTo("1-5759e988-bd862e3fe1be46a994272793");
    }

    @Test
    void logged_lineOfAnotherThread_carriesTheInvocationsIds() throws JsonProcessingException {
        var lines =
                Output.of(
                        () ->
                                logged(
                                        () -> {
                                            try (var threads =
                                                    Executors.newVirtualThreadPerTaskExecutor()) {
                                                threads.execute(() -> LOG.info("In parallel"));
                                            }
                                        }));
        assertThat(only(lines).get("function_request_id").asText())
                .isEqualTo(TestContext.create().getAwsRequestId());
    }

    @Test
    void logLine_outsideOfAnInvocation_carriesTheService() throws JsonProcessingException {
        logged(() -> {});
        JsonNode line = only(Output.of(() -> LOG.warn("It starts")));
        assertThat(line.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("level", "message", "service", "timestamp");
    }

    @Test
    void logLine_withException_carriesItsStack() throws JsonProcessingException {
        var thrown = new IllegalStateException("It \"broke\"", new IllegalArgumentException("why"));
        JsonNode line = only(Output.of(() -> LOG.error("{} of {} failed", 1, 2, thrown)));
        assertThat(line.get("level").asText()).isEqualTo("ERROR");
        assertThat(line.get("message").asText()).isEqualTo("1 of 2 failed");
        JsonNode error = line.get("error");
        assertThat(error.get("message").asText()).isEqualTo("It \"broke\"");
        assertThat(error.get("name").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(error.get("stack").asText())
                .startsWith("java.lang.IllegalStateException: It \"broke\"\n\tat ")
                .contains("\nCaused by: java.lang.IllegalArgumentException: why\n");
    }

    @Test
    void logLine_withLongText_isCut() throws JsonProcessingException {
        JsonNode line = only(Output.of(() -> LOG.warn("x".repeat(100_000))));
        assertThat(line.get("message").asText()).hasSize(LogLine.TEXT_MAX + 1).endsWith("…");
    }

    @Test
    void logger_belowInfo_writesNothing() {
        assertThat(Output.of(() -> LOG.debug("A detail", new IllegalStateException()))).isEmpty();
        assertThat(LOG.isDebugEnabled()).isFalse();
    }

    private void logged(Runnable call) {
        telemetry.logged(
                TestContext.create(),
                () -> {
                    call.run();
                    return "done";
                });
    }

    private static JsonNode only(List<String> lines) throws JsonProcessingException {
        assertThat(lines).hasSize(1);
        return JSON.readTree(lines.getFirst());
    }

    private String reported() {
        return String.join("\n", Output.of(() -> telemetry.report(report())));
    }

    private static CallReport report() {
        return new CallReport(
                "reserve", "reserved", Map.of("Reserved", 1L), Duration.ofNanos(1_500_000));
    }
}
