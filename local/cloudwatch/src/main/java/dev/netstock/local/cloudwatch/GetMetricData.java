package dev.netstock.local.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.local.cloudwatch.MetricMinutes.Point;
import dev.netstock.local.cloudwatch.MetricMinutes.Window;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The action {@code GetMetricData}: statistics of metrics, without expressions. Points come newest
 * first unless another order is asked for, and page by page if there are many. Thread-safe.
 *
 * @param kept what there is
 * @param pointsMax how many points a page has
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html">GetMetricData</a>
 */
record GetMetricData(MetricMinutes kept, int pointsMax) {
    /**
     * One page.
     *
     * @param nextToken for the next one; empty if this is the last
     */
    record Page(List<Result> results, Optional<String> nextToken) {}

    /**
     * What a page has of one query.
     *
     * @param isWhole whether nothing of it follows
     */
    record Result(String id, String label, List<Point> points, boolean isWhole) {}

    /**
     * @throws CloudWatchRefusal if it asks for what is not known here
     */
    Page answer(JsonNode request) {
        int skipped = request.path("NextToken").asInt(0);
        int room = Math.min(pointsMax, request.path("MaxDatapoints").asInt(pointsMax));
        int before = 0;
        var results = new ArrayList<Result>();
        for (JsonNode query : request.path("MetricDataQueries")) {
            List<Point> points = points(query, request);
            int first = Math.clamp(skipped - before, 0, points.size());
            int end = Math.clamp(skipped + room - before, 0, points.size());
            results.add(result(query, points.subList(first, end), end == points.size()));
            before += points.size();
        }
        boolean isLast = before <= skipped + room;
        return new Page(
                results, isLast ? Optional.empty() : Optional.of(Integer.toString(skipped + room)));
    }

    private static Result result(JsonNode query, List<Point> points, boolean isWhole) {
        String name = query.at("/MetricStat/Metric/MetricName").asText();
        return new Result(query.path("Id").asText(), name, points, isWhole);
    }

    private List<Point> points(JsonNode query, JsonNode request) {
        JsonNode stat = query.path("MetricStat");
        String name = stat.path("Stat").asText();
        Statistic statistic =
                Statistic.named(name)
                        .orElseThrow(() -> new CloudWatchRefusal("There is no statistic: " + name));
        List<Point> points =
                kept.points(metric(stat.path("Metric")), window(stat, request), statistic);
        return request.path("ScanBy").asText().equals("TimestampAscending")
                ? points
                : points.reversed();
    }

    private static MetricId metric(JsonNode metric) {
        Map<String, String> dimensions = new HashMap<>();
        metric.path("Dimensions")
                .forEach(
                        dimension ->
                                dimensions.put(
                                        dimension.path("Name").asText(),
                                        dimension.path("Value").asText()));
        return new MetricId(
                metric.path("Namespace").asText(), metric.path("MetricName").asText(), dimensions);
    }

    private static Window window(JsonNode stat, JsonNode request) {
        int period = stat.path("Period").asInt();
        if (period <= 0 || period % 60 != 0) {
            throw new CloudWatchRefusal("A period is a multiple of 60 seconds: " + period);
        }
        return new Window(
                Instant.ofEpochSecond(request.path("StartTime").asLong()),
                Instant.ofEpochSecond(request.path("EndTime").asLong()),
                Duration.ofSeconds(period));
    }
}
