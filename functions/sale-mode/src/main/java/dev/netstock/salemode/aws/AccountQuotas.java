package dev.netstock.salemode.aws;

import dev.netstock.salemode.mode.Quota;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.lambda.LambdaClient;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Reads the limits that apply now, after quotas were raised. A quota that cannot be read is left
 * out: the check then says what is needed. Thread-safe.
 *
 * @param lambda knows how many environments are reserved
 * @param metrics has the limits of the archive's delivery stream
 * @param archiveStream {@code ARCHIVE_STREAM}
 * @param clock the current time
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html">GetAccountSettings</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html">Monitor
 *     Amazon Data Firehose with CloudWatch metrics</a>: BytesPerSecondLimit, RecordsPerSecondLimit
 */
public record AccountQuotas(
        LambdaClient lambda, CloudWatchClient metrics, String archiveStream, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(AccountQuotas.class);

    /** Firehose reports its limits with its traffic. */
    private static final Duration LOOK_BACK = Duration.ofDays(1);

    @FunctionalInterface
    private interface Reading {
        OptionalDouble read();
    }

    /** The quotas that could be read. */
    Map<Quota, Long> read() {
        Map<Quota, Long> known = new EnumMap<>(Quota.class);
        add(known, Quota.UNRESERVED_ENVIRONMENTS, this::unreserved);
        add(known, Quota.ARCHIVE_RECORDS, () -> limit("RecordsPerSecondLimit"));
        add(known, Quota.ARCHIVE_BYTES, () -> limit("BytesPerSecondLimit"));
        return known;
    }

    private static void add(Map<Quota, Long> known, Quota quota, Reading reading) {
        try {
            reading.read().ifPresent(value -> known.put(quota, (long) value));
        } catch (SdkException e) {
            LOG.warn("The quota {} could not be read", quota, e);
        }
    }

    private OptionalDouble unreserved() {
        var limit = lambda.getAccountSettings().accountLimit();
        return limit == null || limit.unreservedConcurrentExecutions() == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(limit.unreservedConcurrentExecutions());
    }

    private OptionalDouble limit(String metric) {
        Instant now = clock.instant();
        return metrics
                .getMetricData(
                        it ->
                                it.startTime(now.minus(LOOK_BACK))
                                        .endTime(now)
                                        .metricDataQueries(maximum(metric)))
                .metricDataResults()
                .stream()
                .flatMap(result -> result.values().stream())
                .mapToDouble(Double::doubleValue)
                .max();
    }

    private MetricDataQuery maximum(String metric) {
        return MetricDataQuery.builder()
                .id("limit")
                .metricStat(
                        stat ->
                                stat.stat("Maximum")
                                        .period((int) LOOK_BACK.toSeconds())
                                        .metric(
                                                of ->
                                                        of.namespace("AWS/Firehose")
                                                                .metricName(metric)
                                                                .dimensions(ofArchive())))
                .build();
    }

    private Dimension ofArchive() {
        return Dimension.builder().name("DeliveryStreamName").value(archiveStream).build();
    }
}
