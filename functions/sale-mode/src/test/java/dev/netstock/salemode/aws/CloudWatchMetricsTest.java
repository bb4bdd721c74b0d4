package dev.netstock.salemode.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.local.cloudwatch.CloudWatchLocal;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallFailure.Kind;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.telemetry.CallReport;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.platform.testing.Output;
import dev.netstock.salemode.step.SaleMetric;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;

/** The local CloudWatch reads log lines as functions write them, and serves their metrics. */
class CloudWatchMetricsTest {
    private static final Instant TWELVE = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant ONE = TWELVE.plus(Duration.ofHours(1));
    private static final int POINTS_MAX = 7;

    private final CloudWatchLocal cloudWatch = CloudWatchLocal.start(POINTS_MAX);
    private final CloudWatchMetrics metrics =
            new CloudWatchMetrics(
                    CloudWatchClient.builder()
                            .endpointOverride(cloudWatch.endpoint())
                            .httpClient(DynamoClients.httpClient())
                            .overrideConfiguration(DynamoClients.overrides().build())
                            .build(),
                    "NetStock");

    @AfterEach
    void stop() {
        cloudWatch.close();
    }

    @Test
    void between_withLatencies_returnsThemByMinuteAndOverall() {
        for (int call = 1; call <= 100; call++) {
            call(TWELVE, "reserve", "reserved", "", call);
        }
        call(ONE.minusMillis(1), "reserve", "reserved", "", 500);
        call(TWELVE, "confirm", "confirmed", "", 9_000);
        var found = between();
        assertThat(found.get(SaleMetric.P99))
                .containsExactly(Map.entry(TWELVE, 99.0), Map.entry(ONE.minusSeconds(60), 500.0));
        assertThat(found.get(SaleMetric.P99_OVERALL)).containsExactly(Map.entry(TWELVE, 100.0));
        assertThat(found.get(SaleMetric.CALLS))
                .containsExactly(Map.entry(TWELVE, 101.0), Map.entry(ONE.minusSeconds(60), 1.0));
    }

    @Test
    void between_withRefusals_countsMissingUnitsSeparately() {
        call(TWELVE, "reserve", "insufficient-stock", "Refused", 5);
        call(TWELVE, "reserve", "insufficient-stock", "Refused", 5);
        call(TWELVE, "confirm", "reservation-closed", "Refused", 5);
        var found = between();
        assertThat(found.get(SaleMetric.REFUSED)).containsExactly(Map.entry(TWELVE, 3.0));
        assertThat(found.get(SaleMetric.OUT_OF_STOCK)).containsExactly(Map.entry(TWELVE, 2.0));
    }

    @Test
    void between_withTheMetricsOfCheckout_returnsEachMetric() {
        report("insufficient-stock", "Refused");
        report("reserved", "Reserved");
        report("try-again", "TryAgain");
        report("internal-error", "Failed");
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        var found = metrics.between(minute.minusSeconds(120), minute.plusSeconds(120));
        assertThat(SaleMetric.values())
                .filteredOn(metric -> "checkout".equals(metric.dimensions().get("Service")))
                .allSatisfy(metric -> assertThat(found.get(metric)).isNotEmpty());
    }

    @Test
    void between_withMoreThanOnePage_returnsAll() {
        for (int minute = 0; minute < 4 * POINTS_MAX; minute++) {
            call(TWELVE.plusSeconds(60L * minute), "reserve", "reserved", "", 5);
        }
        assertThat(between().get(SaleMetric.CALLS)).hasSize(4 * POINTS_MAX);
        assertThat(between().get(SaleMetric.P99)).hasSize(4 * POINTS_MAX);
    }

    @Test
    void between_withoutData_returnsNothing() {
        call(TWELVE.minusMillis(1), "reserve", "reserved", "", 5);
        call(ONE, "reserve", "reserved", "", 5);
        assertThat(between().values()).allSatisfy(minutes -> assertThat(minutes).isEmpty());
    }

    @Test
    void between_whenCloudWatchReturnsAPart_requestsARetry() {
        var partial = new CloudWatchMetrics(new Partial(), "NetStock");
        assertThatThrownBy(() -> partial.between(TWELVE, ONE))
                .isInstanceOf(RetryLaterException.class);
    }

    @Test
    void between_whenCloudWatchIsUnreachable_throws() {
        cloudWatch.close();
        assertThatThrownBy(this::between).isInstanceOf(SdkException.class);
    }

    private Map<SaleMetric, SortedMap<Instant, Double>> between() {
        return metrics.between(TWELVE, ONE);
    }

    /** Reports a call as the function does, with failures of every kind. */
    private void report(String outcome, String counter) {
        var failures = new FailureTally();
        failures.failed(Operation.UNSAFE_WRITE, Kind.CONFLICT);
        failures.failed(Operation.UNSAFE_WRITE, Kind.THROTTLED);
        var telemetry =
                new Telemetry("checkout", failures, () -> Map.of("UnitsRefusedByMemory", 3L));
        var report = new CallReport("reserve", outcome, Map.of(counter, 1L), Duration.ofMillis(5));
        Output.of(() -> telemetry.report(report)).forEach(cloudWatch::line);
    }

    /** Writes the log line of a call, with or without a counter. */
    private void call(
            Instant at, String operation, String outcome, String counter, double latency) {
        cloudWatch.line(
                """
                {"_aws":{"Timestamp":%1$d,"CloudWatchMetrics":[{"Namespace":"NetStock","Metrics":\
                [{"Name":"Latency"},{"Name":"%5$s"}],"Dimensions":[["Service"],\
                ["Service","Operation","Outcome"]]}]},"Service":"checkout",\
                "Operation":"%2$s","Outcome":"%3$s","Latency":%4$s,"%5$s":1.0}\
                """
                        .formatted(at.toEpochMilli(), operation, outcome, latency, counter));
    }

    /** Returns a part of what is requested; the local CloudWatch always returns all. */
    private static final class Partial implements CloudWatchClient {
        @Override
        public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
            var part =
                    MetricDataResult.builder()
                            .id("calls")
                            .statusCode(StatusCode.PARTIAL_DATA)
                            .build();
            return GetMetricDataResponse.builder().metricDataResults(part).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
