package dev.netstock.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Requests of the AWS SDK. */
class CloudWatchLocalTest {
    private static final Instant TWELVE = Instant.parse("2026-11-22T12:00:00Z");
    private static final int MINUTE_S = 60;

    private final CloudWatchLocal cloudWatch = CloudWatchLocal.start();
    private final CloudWatchClient client =
            CloudWatchClient.builder()
                    .endpointOverride(cloudWatch.endpoint())
                    .region(Region.AP_NORTHEAST_1)
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("local", "local")))
                    .build();

    @AfterEach
    void stop() {
        client.close();
        cloudWatch.close();
    }

    @Test
    void getMetricData_ofOneMetric_returnsAValuePerPeriod() {
        call(TWELVE, "reserved", 10);
        call(TWELVE.plusSeconds(59), "reserved", 30);
        call(TWELVE.plusSeconds(120), "reserved", 5);
        var result = ask(query("Latency", "Sum", MINUTE_S)).getFirst();
        assertThat(result.timestamps()).containsExactly(TWELVE, TWELVE.plusSeconds(120));
        assertThat(result.values()).containsExactly(40.0, 5.0);
        assertThat(result.statusCode()).isEqualTo(StatusCode.COMPLETE);
    }

    @Test
    void getMetricData_ofEachStatistic_returnsItsValue() {
        IntStream.rangeClosed(1, 100).forEach(value -> call(TWELVE, "reserved", value));
        assertThat(value("Sum")).isEqualTo(5_050);
        assertThat(value("SampleCount")).isEqualTo(100);
        assertThat(value("Average")).isEqualTo(50.5);
        assertThat(value("Minimum")).isEqualTo(1);
        assertThat(value("Maximum")).isEqualTo(100);
        assertThat(value("p50")).isEqualTo(50);
        assertThat(value("p99")).isEqualTo(99);
    }

    @Test
    void getMetricData_ofALongPeriod_weightsMinutesByTheirCount() {
        IntStream.range(0, 10_000).forEach(_ -> call(TWELVE, "reserved", 10));
        IntStream.range(0, 50).forEach(_ -> call(TWELVE.plusSeconds(60), "reserved", 1_000));
        assertThat(ask(query("Latency", "p99", 3_600)).getFirst().values()).containsExactly(10.0);
        assertThat(ask(query("Latency", "p99", MINUTE_S)).getFirst().values())
                .containsExactly(10.0, 1_000.0);
    }

    @Test
    void getMetricData_underOtherDimensions_isAnotherMetric() {
        call(TWELVE, "reserved", 10);
        call(TWELVE, "refused", 30);
        assertThat(ask(query("Latency", "Sum", MINUTE_S)).getFirst().values())
                .containsExactly(40.0);
        assertThat(ask(query("Latency", "Sum", MINUTE_S, outcome("refused"))).getFirst().values())
                .containsExactly(30.0);
        assertThat(ask(query("Latency", "Sum", MINUTE_S, outcome("expired"))).getFirst().values())
                .isEmpty();
    }

    @Test
    void getMetricData_outsideTheRange_isEmpty() {
        call(TWELVE.minusSeconds(1), "reserved", 10);
        call(TWELVE.plus(Duration.ofHours(1)), "reserved", 10);
        assertThat(ask(query("Latency", "Sum", MINUTE_S)).getFirst().values()).isEmpty();
    }

    @Test
    void getMetricData_ofManyPoints_isPaginated() {
        for (int minute = 0; minute < 5; minute++) {
            call(TWELVE.plusSeconds(60L * minute), "reserved", minute);
        }
        List<GetMetricDataResponse> pages =
                client
                        .getMetricDataPaginator(
                                it ->
                                        it.startTime(TWELVE)
                                                .endTime(TWELVE.plusSeconds(3_600))
                                                .maxDatapoints(4)
                                                .metricDataQueries(
                                                        query("Latency", "Sum", MINUTE_S)))
                        .stream()
                        .toList();
        assertThat(pages)
                .extracting(page -> page.metricDataResults().getFirst().statusCode())
                .containsExactly(StatusCode.PARTIAL_DATA, StatusCode.COMPLETE);
        assertThat(pages)
                .flatExtracting(page -> page.metricDataResults().getFirst().values())
                .as("newest first by default")
                .containsExactly(4.0, 3.0, 2.0, 1.0, 0.0);
    }

    @Test
    void getMetricData_ofLinesWithoutMetrics_isEmpty() {
        cloudWatch.line("START RequestId: 1");
        cloudWatch.line("{\"level\":\"INFO\"}");
        cloudWatch.line("{\"_aws\":{\"CloudWatchMetrics\":[{\"Namespa");
        assertThat(ask(query("Latency", "Sum", MINUTE_S)).getFirst().values()).isEmpty();
    }

    @Test
    void getMetricData_withAnUnsupportedFeature_isRejectedByName() {
        assertThatThrownBy(() -> ask(query("Latency", "IQM", MINUTE_S)))
                .isInstanceOf(CloudWatchException.class)
                .hasMessageContaining("Not supported by the local cloud: the statistic IQM");
    }

    @Test
    void anotherAction_isRejectedByName() {
        assertThatThrownBy(client::listMetrics)
                .isInstanceOf(CloudWatchException.class)
                .hasMessageContaining("Not supported by the local cloud");
    }

    @Test
    void getMetricData_ofAGauge_measuresItNow() {
        cloudWatch.gauge(
                "AWS/SQS",
                "ApproximateAgeOfOldestMessage",
                "QueueName",
                queue -> queue.equals("sales") ? OptionalDouble.of(42) : OptionalDouble.empty());
        assertThat(ageOf("sales")).containsExactly(42.0);
        assertThat(ageOf("none")).isEmpty();
    }

    /** As the console reads it. The server reads its clock later, maybe in the next minute. */
    private List<Double> ageOf(String queue) {
        Instant now = Instant.now();
        return client.getMetricData(
                        it ->
                                it.startTime(now.minusSeconds(600))
                                        .endTime(now.plusSeconds(MINUTE_S))
                                        .metricDataQueries(
                                                MetricDataQuery.builder()
                                                        .id("age")
                                                        .metricStat(
                                                                stat ->
                                                                        stat.stat("Maximum")
                                                                                .period(MINUTE_S)
                                                                                .metric(age(queue)))
                                                        .build()))
                .metricDataResults()
                .getFirst()
                .values();
    }

    private static Metric age(String queue) {
        return Metric.builder()
                .namespace("AWS/SQS")
                .metricName("ApproximateAgeOfOldestMessage")
                .dimensions(Dimension.builder().name("QueueName").value(queue).build())
                .build();
    }

    private double value(String statistic) {
        return ask(query("Latency", statistic, MINUTE_S)).getFirst().values().getFirst();
    }

    private List<MetricDataResult> ask(MetricDataQuery query) {
        return client.getMetricData(
                        it ->
                                it.startTime(TWELVE)
                                        .endTime(TWELVE.plusSeconds(3_600))
                                        .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                                        .metricDataQueries(query))
                .metricDataResults();
    }

    /** A metric line in the format of Powertools. */
    private void call(Instant at, String outcome, double latency) {
        cloudWatch.line(
                """
                {"_aws":{"Timestamp":%d,"CloudWatchMetrics":[{"Namespace":"NetStock","Metrics":\
                [{"Name":"Latency","Unit":"Milliseconds"}],"Dimensions":[["Service"],\
                ["Service","Outcome"]]}]},"Service":"checkout","Outcome":"%s","Latency":%s}\
                """
                        .formatted(at.toEpochMilli(), outcome, latency));
    }

    private static Dimension outcome(String outcome) {
        return Dimension.builder().name("Outcome").value(outcome).build();
    }

    private static MetricDataQuery query(
            String metric, String statistic, int periodS, Dimension... more) {
        var service = Dimension.builder().name("Service").value("checkout").build();
        return MetricDataQuery.builder()
                .id("asked")
                .metricStat(
                        it ->
                                it.stat(statistic)
                                        .period(periodS)
                                        .metric(
                                                of ->
                                                        of.namespace("NetStock")
                                                                .metricName(metric)
                                                                .dimensions(with(service, more))))
                .build();
    }

    private static List<Dimension> with(Dimension service, Dimension... more) {
        return Stream.concat(Stream.of(service), Arrays.stream(more)).toList();
    }
}
