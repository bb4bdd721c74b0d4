package dev.netstock.salemode.aws;

import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.salemode.step.Figure;
import dev.netstock.salemode.step.Metrics;

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
 * Metrics of CloudWatch, all in one question. A metric that is not there is answered like one that
 * had no value. Thread-safe.
 *
 * @param client the client
 * @param namespace {@code POWERTOOLS_METRICS_NAMESPACE}
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html">GetMetricData</a>
 */
public record CloudWatchMetrics(CloudWatchClient client, String namespace) implements Metrics {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PERIOD_MAX = Duration.ofDays(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    @Override
    public Map<Figure, SortedMap<Instant, Double>> between(Instant from, Instant to) {
        var found = new Found();
        var pages =
                client.getMetricDataPaginator(
                        it -> it.startTime(from).endTime(to).metricDataQueries(queries(from, to)));
        for (GetMetricDataResponse page : pages) {
            page.metricDataResults().forEach(found::add);
        }
        return found.whole();
    }

    private List<MetricDataQuery> queries(Instant from, Instant to) {
        Duration all = Duration.between(from, to);
        Duration longest = all.compareTo(PERIOD_MAX) < 0 ? all : PERIOD_MAX;
        return Arrays.stream(Figure.values())
                .map(figure -> query(figure, figure.isOfAll() ? longest : MINUTE))
                .toList();
    }

    private MetricDataQuery query(Figure figure, Duration period) {
        List<Dimension> dimensions =
                figure.dimensions().entrySet().stream()
                        .map(it -> Dimension.builder().name(it.getKey()).value(it.getValue()))
                        .map(Dimension.Builder::build)
                        .toList();
        return MetricDataQuery.builder()
                .id(id(figure))
                .metricStat(
                        stat ->
                                stat.stat(figure.statistic())
                                        .period((int) period.toSeconds())
                                        .metric(
                                                metric ->
                                                        metric.namespace(namespace)
                                                                .metricName(figure.metric())
                                                                .dimensions(dimensions)))
                .build();
    }

    private static String id(Figure figure) {
        return figure.name().toLowerCase(Locale.ROOT);
    }

    /** What came so far. A figure's last page says whether all of it was read. */
    private static final class Found {
        private final Map<Figure, SortedMap<Instant, Double>> values = new EnumMap<>(Figure.class);
        private final Map<Figure, StatusCode> statuses = new EnumMap<>(Figure.class);

        void add(MetricDataResult result) {
            Figure figure = Figure.valueOf(result.id().toUpperCase(Locale.ROOT));
            statuses.put(figure, result.statusCode());
            var points = values.computeIfAbsent(figure, _ -> new TreeMap<>());
            for (int point = 0; point < result.values().size(); point++) {
                points.put(result.timestamps().get(point), result.values().get(point));
            }
        }

        Map<Figure, SortedMap<Instant, Double>> whole() {
            if (statuses.values().stream().anyMatch(last -> last != StatusCode.COMPLETE)) {
                throw new RetryLaterException("CloudWatch answered a part alone", RETRY_AFTER);
            }
            return values;
        }
    }
}
