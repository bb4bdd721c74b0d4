package dev.netstock.salemode.aws;

import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.salemode.step.MetricsReader;
import dev.netstock.salemode.step.SaleMetric;

import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads metrics from CloudWatch, all in one query. CloudWatch returns a metric that does not exist
 * like one without data. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html">GetMetricData</a>
 */
public final class CloudWatchMetrics implements MetricsReader {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PERIOD_MAX = Duration.ofDays(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final CloudWatchClient client;
    private final String namespace;

    /**
     * Creates the adapter.
     *
     * @param client the client
     * @param namespace {@code METRICS_NAMESPACE}
     */
    public CloudWatchMetrics(CloudWatchClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    @Override
    public Map<SaleMetric, SortedMap<Instant, Double>> between(Instant from, Instant to) {
        var all = new Pages();
        var pages =
                client.getMetricDataPaginator(
                        it -> it.startTime(from).endTime(to).metricDataQueries(queries(from, to)));
        for (GetMetricDataResponse page : pages) {
            page.metricDataResults().forEach(all::add);
        }
        return all.complete();
    }

    private List<MetricDataQuery> queries(Instant from, Instant to) {
        Duration all = Duration.between(from, to);
        Duration longest = all.compareTo(PERIOD_MAX) < 0 ? all : PERIOD_MAX;
        return Arrays.stream(SaleMetric.values())
                .map(metric -> query(metric, metric.isOverall() ? longest : MINUTE))
                .toList();
    }

    private MetricDataQuery query(SaleMetric metric, Duration period) {
        List<Dimension> dimensions =
                metric.dimensions().entrySet().stream()
                        .map(it -> Dimension.builder().name(it.getKey()).value(it.getValue()))
                        .map(Dimension.Builder::build)
                        .toList();
        return MetricDataQuery.builder()
                .id(id(metric))
                .metricStat(
                        stat ->
                                stat.stat(metric.statistic())
                                        .period((int) period.toSeconds())
                                        .metric(
                                                of ->
                                                        of.namespace(namespace)
                                                                .metricName(metric.metric())
                                                                .dimensions(dimensions)))
                .build();
    }

    private static String id(SaleMetric metric) {
        return metric.name().toLowerCase(Locale.ROOT);
    }

    /** The pages so far. The last page of a metric says whether it was read completely. */
    private static final class Pages {
        private final Map<SaleMetric, SortedMap<Instant, Double>> values =
                new EnumMap<>(SaleMetric.class);
        private final Map<SaleMetric, StatusCode> statuses = new EnumMap<>(SaleMetric.class);

        void add(MetricDataResult result) {
            SaleMetric metric = SaleMetric.valueOf(result.id().toUpperCase(Locale.ROOT));
            statuses.put(metric, result.statusCode());
            var points = values.computeIfAbsent(metric, _ -> new TreeMap<>());
            for (int point = 0; point < result.values().size(); point++) {
                points.put(result.timestamps().get(point), result.values().get(point));
            }
        }

        Map<SaleMetric, SortedMap<Instant, Double>> complete() {
            if (statuses.values().stream().anyMatch(last -> last != StatusCode.COMPLETE)) {
                throw new RetryLaterException(
                        "CloudWatch returned only a part of the metrics", RETRY_AFTER);
            }
            return values;
        }
    }
}
